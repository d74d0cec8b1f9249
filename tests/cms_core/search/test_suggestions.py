"""Titles for what has been typed so far."""

import pytest

from cms_core.search.filters import Filters
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


@pytest.fixture
def filled(index):
    index.write(
        [
            record(1, "浙江省人民政府关于印发《行政程序办法》的通知", number="浙政办发〔2015〕28号", portal=1),
            record(2, "浙江省行政执法条例", portal=2),
            record(3, "重庆市水条例", portal=2),
        ]
    )
    return index


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_a_title_is_suggested_for(filled, typed):
    assert filled.suggest(typed)


@pytest.mark.parametrize("typed", ["", " ", "，", "程序办法", "%", "_", "'", "\0", "行wu", "浙江省 税务", "zhejiang市"])
def test_nothing_is_suggested_for(filled, typed):
    assert filled.suggest(typed) == []


def test_the_reading_is_that_of_the_place(filled):
    assert filled.suggest("chongqing") == ["重庆市水条例"]
    assert filled.suggest("zhongqing") == []


def test_only_of_the_portal(filled):
    assert filled.suggest("浙江省", Filters(portal=2)) == ["浙江省行政执法条例"]


def test_equal_titles_once_and_newest_first(index):
    index.write([record(1, "公告一", day="2014-01-01"), record(2, "公告二"), record(3, "公告二", day="2020-01-01")])
    assert index.suggest("公告") == ["公告二", "公告一"]


def test_what_was_withdrawn_is_not_suggested(filled):
    filled.write(gone=[2])
    assert filled.suggest("浙江省行政") == []


POLYPHONES = {
    "chongqingyinhang": "重庆银行管理办法",
    "zhongdaxingzheng": "重大行政决策程序规定",
    "changxingxian": "长兴县会计人员调查表",
    "yueqing": "乐清湾保护条例",
    "lvse": "绿色发展促进条例",
    "changsanjiao": "长三角一体化办法",
    "chaoyang": "朝阳街道公告",
    "dongguan": "东莞市公告",
}


@pytest.mark.parametrize(("typed", "title"), POLYPHONES.items())
def test_characters_of_several_readings_are_read_as_their_word_is(index, typed, title):
    index.write([record(1, title)])
    assert index.suggest(typed) == [title]


def test_those_in_force_come_before_the_repealed(index):
    index.write(
        [record(1, "水条例", validity="repealed", day="2024-01-01"), record(2, "水条例（2010）", day="2010-01-01")]
    )
    assert index.suggest("水") == ["水条例（2010）", "水条例"]


def test_the_title_itself_comes_first_then_those_that_begin_so(index):
    index.write(
        [
            record(1, "节约用水条例解读", day="2024-01-01"),
            record(2, "关于修改节约用水条例的决定", day="2025-01-01"),
            record(3, "节约用水条例", day="2010-01-01"),
        ]
    )
    assert index.suggest("节约用水条例") == ["节约用水条例", "节约用水条例解读", "关于修改节约用水条例的决定"]


def test_one_title_of_many_portals_is_there_once(index):
    index.write(record(page, "政务公开指南", portal=page) for page in range(1, 9))
    assert index.suggest("zwgk") == ["政务公开指南"]


@pytest.fixture
def crowded(index):
    """More titles with one beginning than are read in the order of the keys."""
    titles = [record(page, f"浙江省公告{page:04}", day=f"20{page % 20:02}-01-01", site=1) for page in range(1, 700)]
    index.write([*titles, record(700, "浙江省最新公告", day="2026-01-01", site=1), record(701, "重要公告", site=2)])
    return index


@pytest.mark.parametrize("typed", ["z", "zj", "zhe", "zhej", "zhejiangsheng", "浙", "浙江省", "zjs"])
def test_of_many_the_newest_come_first(crowded, typed):
    assert crowded.suggest(typed)[0] == "浙江省最新公告"


def test_a_small_site_is_not_hidden_by_a_large_one(crowded):
    assert crowded.suggest("z", Filters(site=2)) == ["重要公告"]
    assert crowded.suggest("zhe", Filters(site=2)) == []


def test_what_was_withdrawn_of_many_is_not_suggested(crowded):
    crowded.write(gone=[700])
    assert crowded.suggest("z")[0].startswith("浙江省公告")
