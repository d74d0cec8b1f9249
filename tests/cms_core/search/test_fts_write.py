"""Pages in and out of the index, by several processes and with hostile texts."""

import os
import random
import sqlite3

import pytest

from cms_core.search.errors import Outdated
from cms_core.search.fts.index import Index
from tests.cms_core.search.records import pages, record


def test_a_changed_page_is_found_by_its_new_words_only(index):
    index.write([record(1, "旧标题", "旧正文")])
    index.write([record(1, "新题目", "新内容", day="2020-01-01")])
    assert pages(index.search("旧标题")) == pages(index.search("旧正文")) == []
    assert pages(index.search("新题目")) == pages(index.search("新内容")) == [1]


def test_a_page_that_is_gone_is_found_by_nothing(index):
    index.write([record(1, "标题", "正文政务", number="浙政发〔2015〕1号")])
    index.write(gone=[1, 2])
    assert index.search("政务").total == index.search("浙政发〔2015〕1号").total == 0
    assert index.suggest("标题") == []


def test_any_sequence_of_writes_leaves_what_a_fresh_index_has(index, tmp_path):
    chance, kept = random.Random(5), {}
    for _ in range(150):
        page = chance.randrange(1, 15)
        if chance.random() < 0.3:
            kept.pop(page, None)
            index.write(gone=[page])
        else:
            body = "".join(chance.choices("政务公开行政许可，第一二条12a〔〕号", k=chance.randrange(200)))
            kept[page] = record(page, body[:9], body, number=chance.choice(["", "浙政发〔2015〕1号"]), portal=page % 3)
            index.write([kept[page]])
    fresh = Index(tmp_path / "fresh" / "search.sqlite3")
    fresh.write(kept.values())
    assert words(index) == words(fresh)
    assert sorted(index.pages()) == sorted(kept)


def words(index):
    connection = index.connections.get()
    connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words, 'col')")
    return connection.execute("SELECT * FROM temp.terms ORDER BY term, col").fetchall()


def test_an_error_in_one_page_writes_none(index):
    with pytest.raises(AttributeError):
        index.write([record(1, body="政务"), None])
    assert not index.pages()


HOSTILE = {
    "empty": "",
    "half a character": "政务\ud800",
    "nul": "政\0务",
    "quotes": '"\'" OR 1=1 --',
    "long": "政务公开" * 100_000,
    "one long word": "a" * 200_000,
    "only combining marks": "\u0301" * 1000,
    "private use": "\ue000\ue001政务",
    "emoji": "😀政务😀",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_any_text_goes_in_and_out(index, text):
    index.write([record(1, text[:200], text, number=text[:50], also=(text[:40],))])
    index.write([record(1, "别的")])
    index.write(gone=[1])
    assert words(index) == []


def test_a_day_that_is_full_goes_on(index, monkeypatch):
    from cms_core.search.fts import schema, write

    for module in (schema, write):
        monkeypatch.setattr(module, "SLOT_BITS", 2)
    index.write([record(page, body="政务") for page in range(1, 11)])
    assert sorted(pages(index.search("政务"))) == list(range(1, 11))


def test_an_index_of_another_analysis_is_read_but_not_written(index, monkeypatch):
    index.write([record(1, body="政务")])
    monkeypatch.setattr("cms_core.search.fts.schema.fingerprint", lambda: "other")
    with pytest.raises(Outdated):
        index.write([record(2, body="政务")])
    assert pages(index.search("政务")) == [1]
    monkeypatch.undo()


def test_a_child_process_has_a_connection_of_its_own(index):
    index.write([record(1, body="政务")])
    child = os.fork()
    if not child:
        try:
            index.write([record(2, body="政务")])
            os._exit(0 if index.search("政务").total == 2 else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert index.search("政务").total == 2


def test_a_file_that_was_removed_is_made_again(index, tmp_path):
    index.write([record(1, body="政务")])
    for path in tmp_path.glob("search*"):
        path.unlink()
    assert index.search("政务").total == 0
    index.write([record(1, body="政务")])
    assert index.search("政务").total == 1


def test_a_copied_directory_is_an_index(index, tmp_path):
    index.write([record(1, body="政务")])
    index.connections.get().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = tmp_path / "copy" / "search.sqlite3"
    copy.parent.mkdir()
    copy.write_bytes((tmp_path / "search.sqlite3").read_bytes())
    copied = Index(copy)
    copied.write([record(2, body="政务")])
    assert copied.search("政务").total == 2
    copied.rebuild([record(3, body="政务")])
    assert pages(copied.search("政务")) == [3]


def test_a_damaged_file_is_an_error_not_an_answer(tmp_path):
    path = tmp_path / "search.sqlite3"
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(sqlite3.DatabaseError):
        Index(path).search("政务")
