"""Pages named by their title, suggestions while one is typed, and the order of the ranking, on every engine."""

from datetime import UTC, datetime

import pytest

from cms_core.search.analysis.question import ask
from cms_core.search.filters import ANY, Filters
from cms_core.search.ranking.best import best
from tests.cms_core.search.records import record

TYPED = {
    "characters": "浙江省行政",
    "where the subject begins": "行政程序",
    "pinyin": "xingzhengchengxu",
    "part of pinyin": "xingzhengch",
    "initials": "xzcx",
    "initials of the whole": "zjsrmzf",
    "a document number": "浙政办发〔2015〕2",
    "a document number in other brackets": "浙政办发[2015]28",
    "traditional characters": "行政程序辦法",
    "with marks of titles": "《行政程序",
    "a character and pinyin": "行zheng程",
    "a character and initials": "行z",
    "pinyin and a character": "zhejiang省",
    "the letters of a document number": "zzbf2015",
    "two words": "浙江省 程序",
}
UNLIKE = ["程序办法", "行wu", "浙江省 税务", "zhejiang市"]
NOTHING = ["", " ", "，", *UNLIKE, "%", "_", "'", "\0", "*", "\udc80", "😀", "x" * 10_000]
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def filled(tested):
    tested.write(
        record(1, "浙江省人民政府关于印发《行政程序办法》的通知", number="浙政办发〔2015〕28号", portal=1),
        record(2, "浙江省行政执法条例", portal=2),
        record(3, "重庆市水条例", portal=2),
    )
    return tested


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_a_title_is_suggested_for(filled, typed):
    assert filled.engine.suggest(typed)


@pytest.mark.parametrize("typed", NOTHING, ids=map(ascii, range(len(NOTHING))))
def test_nothing_is_suggested_for(filled, typed):
    assert filled.engine.suggest(typed) == []


def test_suggestions_are_those_of_the_portal_and_of_what_is_there(filled):
    assert filled.engine.suggest("浙江省", Filters(portal=2)) == ["浙江省行政执法条例"]
    filled.write(gone=[2])
    assert filled.engine.suggest("浙江省行政") == []


def test_equal_titles_once_and_newest_first(tested):
    tested.write(record(1, "公告一", day="2014-01-01"), record(2, "公告二"), record(3, "公告二", day="2020-01-01"))
    assert tested.engine.suggest("公告") == ["公告二", "公告一"]
    assert tested.engine.suggest("公告", size=1) == ["公告二"]


def test_suggestions_in_force_come_first_and_the_title_itself_before_those_that_begin_so(tested):
    tested.write(
        record(1, "节约用水条例解读", day="2024-01-01"),
        record(2, "关于修改节约用水条例的决定", day="2025-01-01"),
        record(3, "节约用水条例", day="2010-01-01"),
        record(4, "节约用水条例（旧）", day="2026-01-01", validity="repealed"),
    )
    suggested = ["节约用水条例", "节约用水条例解读", "关于修改节约用水条例的决定", "节约用水条例（旧）"]
    assert tested.engine.suggest("节约用水条例") == suggested


def test_of_many_suggestions_the_newest_come_first_and_a_small_site_is_not_hidden_by_a_large_one(tested):
    titles = [record(page, f"浙江省公告{page:04}", day=f"20{page % 20:02}-01-01", site=1) for page in range(1, 500)]
    newest = record(500, "浙江省最新公告", day="2026-01-01", site=1)
    tested.write(*titles, newest, record(501, "重要公告", site=2))
    for typed in ("z", "zhej", "浙", "zjs"):
        assert tested.engine.suggest(typed)[0] == "浙江省最新公告"
    assert tested.engine.suggest("z", Filters(site=2)) == ["重要公告"]
    assert tested.engine.suggest("zhe", Filters(site=2)) == []


def test_titled_are_those_that_begin_with_what_was_typed_the_shortest_first(tested):
    tested.write(
        record(1, "政务公开条例解读"),
        record(2, "政务公开条例"),
        record(3, "关于政务公开条例的通知"),
        record(4, "无关", "政务公开条例"),
        record(5, "政务公开条例", portal=7),
    )
    titled = tested.engine.titled(ask("《政务公开条例》"))
    assert {hit.page for hit in titled[:2]} == {2, 5}
    assert [hit.page for hit in titled[2:]] == [1]
    assert [hit.page for hit in tested.engine.titled(ask("政务公开条例"), Filters(portal=7))] == [5]
    assert tested.engine.titled(ask("政")) == tested.engine.titled(ask("")) == []


def test_repealed_comes_after_in_force(tested):
    repealed = [record(page, "养老服务条例", "养老服务", day="2020-01-01", validity="repealed") for page in (1, 2)]
    tested.write(
        *repealed, *(record(page, "关于养老服务的通知", "养老服务", validity="in_force") for page in (3, 4, 5))
    )
    found = best(tested.engine, ask("养老服务"), ANY, NOW)
    assert {hit.page for hit in found.hits[:3]} == {3, 4, 5}
    assert {hit.page for hit in found.hits[3:]} == {1, 2}


def test_a_whole_title_is_first_among_many(tested):
    tested.write(
        *(record(page, f"养老服务条例释义之{page}", "养老服务条例 " * 5, day="2020-01-01") for page in range(2, 90)),
        record(1, "养老服务条例", "总则", day="1999-01-01"),
    )
    assert best(tested.engine, ask("养老服务条例"), ANY, NOW).hits[0].page == 1
