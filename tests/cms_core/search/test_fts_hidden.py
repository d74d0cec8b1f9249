"""What is hidden is in no answer, from the moment on that it is hidden and until it is taken out or shown again."""

import pytest

from cms_core.search.analysis.question import ask
from cms_core.search.fts.index import Index
from tests.cms_core.search.records import pages, record

OPEN, CLOSED = 1, 2


def hide(index, *numbers):
    with index.hiding() as hide_them:
        hide_them(numbers)


@pytest.fixture
def half(index):
    """Two pages that differ in nothing that is asked for; one of them is hidden."""
    for page, kind in ((OPEN, "article"), (CLOSED, "document")):
        index.write([record(page, "政务公开要点", "全县政务公开工作", kind=kind, portal=page, column=page)])
    hide(index, CLOSED)
    return index


def answers(index) -> dict:
    found = index.search("政务公开", facets=True)
    loose = index.search("政务公开方案甲乙丙丁", facets=True)
    return {
        "hits": pages(found),
        "by date": pages(index.search("政务公开", order="date")),
        "loose": pages(loose),
        "total": found.total,
        "facets": found.facets["kind"],
        "loose facets": loose.facets["kind"],
        "titled": [hit.page for hit in index.titled(ask("政务公开要点"))],
        "suggested": len(index.suggest("政务")),
        "frequency": index.frequency("政务公开"),
        "pages": list(index.pages()),
    }


def test_no_answer_is_made_of_it(half):
    assert answers(half) == {
        "hits": [OPEN],
        "by date": [OPEN],
        "loose": [OPEN],
        "total": 1,
        "facets": {"article": 1},
        "loose facets": {"article": 1},
        "titled": [OPEN],
        "suggested": 1,
        "frequency": 1,
        "pages": [OPEN],
    }


def test_a_title_that_only_it_has_is_not_suggested(index):
    index.write([record(CLOSED, "内部通报")])
    hide(index, CLOSED)
    assert index.suggest("内部") == index.suggest("nbtb") == []


def test_every_process_sees_it(half, tmp_path):
    other = Index(tmp_path / "search.sqlite3")
    assert answers(other) == answers(half)
    other.close()


def test_it_is_taken_out_like_any_other(half):
    half.write(gone=[CLOSED])
    connection = half.connections.get()
    assert connection.execute("SELECT count(*) FROM hidden").fetchone() == (0,)
    assert connection.execute("SELECT count(*) FROM facts").fetchone() == (1,)


@pytest.mark.parametrize("title", ["政务公开要点", "政务公开要点修订"], ids=["unchanged", "changed"])
def test_written_again_it_is_shown_again(half, title):
    half.write([record(CLOSED, title, "全县政务公开工作", kind="document", portal=CLOSED, column=CLOSED)])
    assert sorted(pages(half.search("政务公开"))) == [OPEN, CLOSED]


def test_what_is_hidden_while_the_index_is_rebuilt_is_not_in_the_new_one(index):
    index.write([record(OPEN, body="政务公开"), record(CLOSED, body="政务公开")])

    def records():
        yield record(OPEN, body="政务公开")
        yield record(CLOSED, body="政务公开")
        hide(index, CLOSED)

    index.rebuild(records())
    assert pages(index.search("政务公开")) == [OPEN]


def test_it_is_hidden_in_an_index_of_another_analysis_too(index, monkeypatch):
    index.write([record(CLOSED, body="政务公开")])
    with monkeypatch.context() as patched:
        patched.setattr("cms_core.search.fts.schema.fingerprint", lambda: "another")
        hide(index, CLOSED)
    assert index.search("政务公开").total == 0


def test_what_is_not_in_the_index_need_not_be_hidden(index):
    hide(index, 77)
    assert list(index.pages()) == []
