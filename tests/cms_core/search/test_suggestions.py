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


@pytest.mark.parametrize("typed", ["", " ", "，", "程序办法", "%", "_", "'", "\0"])
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
