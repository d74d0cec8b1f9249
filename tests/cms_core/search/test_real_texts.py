"""Regulations of a province and documents of the State Council: found by title, by number, by any words of theirs."""

import json
import os
import random
import re
from pathlib import Path

import pytest

from cms_core.search.analysis.characters import fold
from cms_core.search.fts.index import Index
from tests.cms_core.search.records import pages, record

SHARED = Path(os.environ.get("PORTAL_SHARED_DATA", Path(__file__).resolve().parents[4] / "shared" / "data"))
REGULATIONS = SHARED / "laws" / "zhejiang_regulations.jsonl"
COUNCIL = SHARED / "policies" / "state_council_30.jsonl"
pytestmark = pytest.mark.skipif(not REGULATIONS.exists(), reason=f"no real inputs at {SHARED}: set PORTAL_SHARED_DATA")


@pytest.fixture(scope="module")
def records():
    rows = [json.loads(line) for path in (REGULATIONS, COUNCIL) for line in path.open(encoding="utf-8")]
    return [
        record(
            page,
            row["title"],
            row["text"],
            day=row.get("last_date") or row.get("pub_date") or "2000-01-01",
            number=row["doc_number"] or "",
        )
        for page, row in enumerate(rows, 1)
    ]


@pytest.fixture(scope="module")
def real(records, tmp_path_factory):
    made = Index(tmp_path_factory.mktemp("real") / "search.sqlite3")
    made.rebuild(records)
    yield made
    made.check()
    made.close()


def test_every_document_is_first_for_its_title(real, records):
    assert [one.title for one in records if pages(real.search(one.title, size=1)) != [one.page]] == []


def test_every_document_is_first_for_its_number_in_any_spelling(real, records):
    asked = []
    for one in records:
        if found := re.fullmatch(r"(.+)〔(\d{4})〕(\d+)号", one.number):
            letters, year, serial = found.groups()
            asked += [
                (spelling, one.page)
                for spelling in (
                    one.number,
                    f"{letters}[{year}]{serial}号",
                    f"{letters}（{year}）{serial}号",
                    f"{letters}【{year}】第{serial}号",
                    f"{letters}{year} {serial}",
                    f"{letters}〔{year}〕{serial}",
                    f"{letters}{year}年{serial}号",
                )
            ]
    assert len(asked) > 150
    assert [spelling for spelling, page in asked if pages(real.search(spelling, size=1)) != [page]] == []


def test_a_string_is_found_in_exactly_the_texts_that_contain_it(real, records):
    texts = {one.page: f"{fold(one.title)}\n{fold(one.body)}" for one in records}
    chance, asked = random.Random(4), set()
    while len(asked) < 150:
        text = texts[chance.choice(list(texts))]
        start = chance.randrange(len(text))
        part = text[start : start + chance.choice((1, 2, 2, 2, 3, 4, 6))]
        if re.fullmatch(r"[\u4e00-\u9fa5]+", part):
            asked.add(part)
    for part in asked:
        found = real.search(f'"{part}"', size=1000)
        assert set(pages(found)) == {page for page, text in texts.items() if part in text}, part
