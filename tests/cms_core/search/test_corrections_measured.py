"""A hundred mistyped questions made from real titles, and two hundred right ones: how many are told apart.

The figures stand in docs/search.md; the slips were tuned on questions of another seed.
"""

import os
import random
from collections import Counter
from pathlib import Path

import pytest

from cms_core.search import corrections
from cms_core.search.analysis.question import ask
from cms_core.search.corrections import vocabulary
from cms_core.search.corrections.learn import learn
from cms_core.search.fts.index import Index
from tests.cms_core.search import mistyped
from tests.cms_core.search.records import record

SHARED = Path(os.environ.get("PORTAL_SHARED_DATA", Path(__file__).resolve().parents[4] / "shared" / "data"))
pytestmark = pytest.mark.skipif(
    not (SHARED / "content_check").exists(), reason=f"no real inputs at {SHARED}: set PORTAL_SHARED_DATA"
)
HELD_OUT = mistyped.SEED + 1
EACH = 10


@pytest.fixture(scope="module")
def texts():
    return mistyped.texts(SHARED)


@pytest.fixture(scope="module")
def real(texts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("corrections")
    made = Index(folder / "search.sqlite3")
    made.rebuild(record(page, title, body, number=number) for page, (title, body, number) in enumerate(texts, 1))
    learn((title for title, _, _ in texts), folder / "vocabulary.sqlite3", texts=(body[:3000] for _, body, _ in texts))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def learned(real, monkeypatch):
    monkeypatch.setattr(vocabulary, "path", lambda: real.connections.files.link.with_name("vocabulary.sqlite3"))


def test_what_was_meant_is_among_the_first_three(real):
    right, first = Counter(), Counter()
    asked = mistyped.mistyped(SHARED, lambda typed: real.frequency(typed, 3) < 3, EACH, HELD_OUT)
    for one in asked:
        proposed = [other.text for other in corrections.corrections(ask(one.typed), real)]
        right[one.kind] += one.meant in proposed
        first[one.kind] += proposed[:1] == [one.meant]
    assert right.total() >= 0.9 * len(asked)
    assert first.total() >= 0.87 * len(asked)


def test_to_right_questions_nothing_is_proposed(real, texts):
    phrases = mistyped.phrases([title for title, _, _ in texts], random.Random(9))
    asked = [next(phrases) for _ in range(80)] + [title for title, _, _ in texts[::40]]
    questions = (SHARED / "search" / "ncp" / "queries_dev400.tsv").read_text(encoding="utf-8").splitlines()
    asked += [line.split("\t")[1] for line in questions[:60]]
    wrong = [(typed, proposed) for typed in asked if (proposed := corrections.corrections(ask(typed), real))]
    assert len(wrong) <= 1
