"""Rebuilding while others read and write."""

import threading

import pytest

from cms_core.search.errors import Rebuilding, Replaced
from cms_core.search.fts import rebuild, schema
from cms_core.search.fts.index import Index
from cms_core.search.fts.rebuild import FEW_CHANGES, Rebuild, copy
from cms_core.search.fts.write import shown
from tests.cms_core.search.records import pages, record


def test_only_what_was_given_is_there_afterwards(index):
    index.write([record(1, body="政务"), record(2, body="政务")])
    assert index.rebuild([record(2, body="政务"), record(3, body="政务")]) == 2
    assert sorted(pages(index.search("政务"))) == [2, 3]


def test_what_is_written_meanwhile_is_not_lost(index, tmp_path):
    other = Index(tmp_path / "search.sqlite3")
    index.write([record(1, body="旧政务"), record(2, body="旧政务")])

    def records():
        yield record(1, body="旧政务")
        other.write([record(1, body="新政务"), record(3, body="新政务")], gone=[2])
        assert sorted(pages(other.search("新政务", loosen=False))) == [1, 3]
        yield record(2, body="旧政务")

    index.rebuild(records())
    for one in (index, other):
        assert sorted(pages(one.search("新政务", loosen=False))) == [1, 3]
        assert one.search("旧政务", loosen=False).total == 0


def test_a_file_deleted_meanwhile_takes_the_rebuild_with_it(index):
    """What was written since into the file that took its place is noted nowhere, and must not be put aside."""
    index.write([record(1, body="政务")])

    def records():
        yield record(1, body="政务")
        index.connections.files.remove(index.connections.files.target())
        Index(index.connections.files.link).write([record(2, body="政务")])

    with pytest.raises(Replaced):
        index.rebuild(records())
    assert pages(index.search("政务")) == [2]


def test_one_that_is_stopped_while_it_clears_away_leaves_the_new_file_in_force(index, monkeypatch):
    index.write([record(1, body="政务")])

    def stopped(path):
        raise KeyboardInterrupt

    monkeypatch.setattr(index.connections.files, "remove", stopped)
    with pytest.raises(KeyboardInterrupt):
        index.rebuild([record(1, body="政务"), record(2, body="政务")])
    monkeypatch.undo()
    assert sorted(pages(index.search("政务"))) == [1, 2]
    assert index.rebuild([record(1, body="政务")]) == 1


def test_readers_and_writers_go_on_while_it_is_switched(index, tmp_path):
    """Four threads write and read through ten rebuilds; every page they wrote is there, found at once."""
    kept = [record(page, body="政务公开") for page in range(1, 30)]
    index.write(kept)
    stop, failures, written = threading.Event(), [], []

    def work(number):
        own = Index(tmp_path / "search.sqlite3")
        page = number * 100_000
        try:
            while not stop.is_set():
                page += 1
                own.write([record(page, body=f"线程{number}写入{page}次")])
                if pages(own.search(f'"写入{page}次"')) != [page]:
                    failures.append(page)
                if not own.search("政务公开").total:
                    failures.append("nothing")
                written.append(page)
            own.close()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=[number]) for number in range(1, 5)]
    for thread in threads:
        thread.start()

    def everything():
        yield from kept
        yield from (record(page, body=f"线程{page // 100_000}写入{page}次") for page in list(written))

    for _ in range(10):
        index.rebuild(everything())
    stop.set()
    for thread in threads:
        thread.join(60)
    assert failures == []
    assert len(written) > 20
    assert set(written) <= set(index.pages())


def test_writers_wait_for_the_last_few_changes_only(index, tmp_path):
    """However many there were: those before are copied while others write."""
    other, sizes = Index(tmp_path / "search.sqlite3"), []

    def counted(new, rows):
        sizes.append(len(rows))
        copy(new, rows)

    rebuilding = Rebuild(index.connections, shown, counted)
    rebuilding.start()
    other.write([record(page, body="政务") for page in range(1, 1200)])
    rebuilding.finish()
    assert sum(sizes) == 1199
    assert sizes[-1] <= FEW_CHANGES  # the only ones that are copied under the lock
    assert index.search("政务").total == 1199


def test_one_rebuild_at_a_time(index, tmp_path):
    other = Index(tmp_path / "search.sqlite3")

    def records():
        with pytest.raises(Rebuilding):
            other.rebuild([])
        yield record(1, body="政务")

    assert index.rebuild(records()) == 1


def test_a_rebuild_that_fails_leaves_everything_as_it_was(index, tmp_path):
    index.write([record(1, body="政务")])

    def records():
        yield record(2, body="政务")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        index.rebuild(records())
    assert pages(index.search("政务")) == [1]
    assert len(list(tmp_path.glob("search-*.sqlite3"))) == 1


def test_no_old_files_remain(index, tmp_path):
    for page in range(3):
        index.rebuild([record(page, body="政务")])
    assert len(list(tmp_path.glob("search-*.sqlite3"))) == 1


def test_nor_one_whose_tables_this_release_cannot_read(index, tmp_path, monkeypatch):
    index.write([record(1, body="政务")])
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(schema, "OLDEST_READ", schema.VERSION)
    index.close()
    assert pages(index.search("政务")) == []
    assert len(list(tmp_path.glob("search-*.sqlite3"))) == 1


def test_words_are_in_one_piece_so_that_no_save_has_to_merge_large_ones(index, monkeypatch):
    monkeypatch.setattr(rebuild, "BATCH", 2)
    index.rebuild(record(page, body=f"政务公开第{page}号") for page in range(1, 20))
    pieces = index.connections.get().execute("SELECT count(DISTINCT segid) FROM words_idx").fetchone()
    assert pieces == (1,)
    assert index.search("政务公开").total == 19
