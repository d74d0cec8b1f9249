"""What only Whoosh has: a private folder, segments that are merged, a lock with patience, files that may be damaged."""

import os
import shutil
import stat

import pytest

from cms_core.search.errors import Busy, Damaged, Outdated
from cms_core.search.whoosh import folder, write
from cms_core.search.whoosh.index import Index
from tests.cms_core.search.records import pages, record


@pytest.fixture
def whoosh(tmp_path):
    made = Index(tmp_path / "search-whoosh")
    yield made
    made.close()


def segments(index):
    return [one.count for one in index.readers.get().segments]


def test_nobody_else_may_look_into_its_folder(whoosh):
    whoosh.write([record(1)])
    for path in (whoosh.folder.path, whoosh.folder.target()):
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o700


def test_many_small_writes_leave_few_segments_and_nothing_of_what_is_gone(whoosh):
    for page in range(1, 41):
        whoosh.write([record(page, body="政务"), record(999, body=f"第{page}稿")])
    assert len(segments(whoosh)) < 8
    assert whoosh.search('"政务"').total == 40
    assert whoosh.search('"稿"').total == 1
    whoosh.write(gone=[*range(1, 41), 999])
    assert segments(whoosh) == []
    whoosh.check()


def test_a_large_segment_is_not_written_again(whoosh, monkeypatch):
    monkeypatch.setattr(write, "LARGE", 10)
    whoosh.write([record(page) for page in range(1, 21)])
    for page in range(21, 26):
        whoosh.write([record(page)])
    assert 20 in segments(whoosh)
    assert len(whoosh.pages()) == 25


def test_what_is_written_as_it_stands_makes_no_new_generation(whoosh):
    whoosh.write([record(1, body="政务")])
    before = whoosh.readers.get().generation
    whoosh.write([record(1, body="政务")], gone=[5])
    assert whoosh.readers.get().generation == before


def test_a_writer_waits_and_then_says_who_is_in_the_way(whoosh, monkeypatch):
    whoosh.write([record(1)])
    monkeypatch.setattr(folder, "BUSY_SECONDS", 0.05)
    with whoosh.folder.lock(), pytest.raises(Busy, match="另一进程"):
        whoosh.write([record(2)])
    whoosh.write([record(2)])
    assert len(whoosh.pages()) == 2


def test_an_index_of_another_analysis_is_read_but_not_written(whoosh):
    whoosh.rebuild([record(1, body="政务")])
    (whoosh.folder.target() / "fingerprint").write_text("other")
    with pytest.raises(Outdated):
        whoosh.write([record(2, body="政务")])
    assert pages(whoosh.search("政务")) == [1]
    assert "另一版本" in whoosh.lacking()
    whoosh.rebuild([record(1, body="政务")])
    assert whoosh.lacking() == ""


def test_pages_that_are_going_are_answered_nowhere(tmp_path):
    going = set()
    index = Index(tmp_path / "search-whoosh", going=lambda: going)
    index.write([record(1, "政务公开", portal=1), record(2, "政务公开条例", portal=1)])
    going.add(1)
    assert pages(index.search("政务公开")) == pages(index.search("政务公开", order="date")) == [2]
    assert index.search("政务公开", facets=True).facets["portal"] == {1: 1}
    assert (index.suggest("政务"), index.frequency("政务"), list(index.pages())) == (["政务公开条例"], 1, [2])
    assert index.search("政务公 务公条").total == 1  # nor where any of the pairs may do


@pytest.mark.parametrize("keep", [0, 10, 0.5, -3], ids=["empty", "a few bytes", "half", "all but the end"])
def test_a_damaged_file_is_an_error_not_an_answer(whoosh, keep):
    whoosh.write([record(page, body="政务公开" * 200) for page in range(1, 5)])
    (path,) = whoosh.folder.target().glob("*.seg")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * keep) if isinstance(keep, float) else keep])
    other = Index(whoosh.folder.path)
    with pytest.raises(Damaged):
        other.check()
    with pytest.raises(Damaged):
        other.search("政务公开")


def test_a_folder_that_was_removed_is_made_again(whoosh):
    whoosh.write([record(1, body="政务")])
    shutil.rmtree(whoosh.folder.path)
    assert whoosh.search("政务").total == 0
    whoosh.write([record(1, body="政务")])
    assert whoosh.search("政务").total == 1


def test_places_beyond_two_bytes_are_kept_beside_those_within(whoosh):
    long = "一" * 70_000 + "，养老服务"
    whoosh.write([record(1, body=long), record(2, body="养老服务"), record(3, body="养老的服务")])
    assert set(pages(whoosh.search('"养老服务"'))) == {1, 2}


def test_segments_hold_nothing_that_is_named_after_our_modules(whoosh):
    """What is pickled with them by a path could not be read after a move."""
    whoosh.write([record(1, body="政务")])
    (path,) = whoosh.folder.target().glob("*.seg")
    assert b"cms_core" not in path.read_bytes()
