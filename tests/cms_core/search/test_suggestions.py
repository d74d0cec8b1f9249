"""Readings of titles for what has been typed so far; what every engine suggests is in the conformance suite."""

import pytest

from tests.cms_core.search.records import record


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


def test_the_reading_is_that_of_the_place(filled):
    assert filled.suggest("chongqing") == ["重庆市水条例"]
    assert filled.suggest("zhongqing") == []


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


def test_one_title_of_many_portals_is_there_once(index):
    index.write(record(page, "政务公开指南", portal=page) for page in range(1, 9))
    assert index.suggest("zwgk") == ["政务公开指南"]


@pytest.fixture
def crowded(index):
    """More titles with one beginning than are read in the order of the keys."""
    titles = [record(page, f"浙江省公告{page:04}", day=f"20{page % 20:02}-01-01", site=1) for page in range(1, 700)]
    index.write([*titles, record(700, "浙江省最新公告", day="2026-01-01", site=1), record(701, "重要公告", site=2)])
    return index


def test_what_was_withdrawn_of_many_is_not_suggested(crowded):
    crowded.write(gone=[700])
    assert crowded.suggest("z")[0].startswith("浙江省公告")
