"""Did you mean: what is proposed for a mistyped question, and for which questions nothing is."""

import pytest

from cms_core.search import corrections
from cms_core.search.analysis.question import ask
from cms_core.search.corrections import vocabulary
from cms_core.search.corrections.learn import learn
from cms_core.search.filters import Filters
from tests.cms_core.search.records import record

TITLES = [  # title, number
    ("浙江省政务公开工作要点", ""),
    ("关于全面推进基层政务公开标准化的通知", ""),
    ("政务公开考核办法", ""),
    ("行政许可事项清单", ""),
    ("行政许可办事指南", ""),
    ("行政许可和行政处罚公示", ""),
    ("重庆市银行账户管理规定", ""),
    ("未成年人保护条例", ""),
    ("失业保险金申领指南", ""),
    ("WiFi覆盖工程", ""),
    ("网络账户注销说明", ""),
    ("行政许可WiFi登记", ""),
    ("关于优化政务服务的通知", "浙政办发〔2015〕28号"),
]

MEANT = {
    "the same sound": ("政物公开", "政务公开"),
    "two of the same sound": ("正武公开", "政务公开"),
    "a sound that is taken for it": ("行政虚可", "行政许可"),
    "the same shape": ("末成年人保护", "未成年人保护"),
    "written for one another": ("帐户", "账户"),
    "in each other's place": ("政公务开", "政务公开"),
    "one too few": ("政务开", "政务公开"),
    "one too many": ("政务公公开", "政务公开"),
    "pinyin": ("zhengwugongkai", "政务公开"),
    "pinyin in capitals": ("ZhengWuGongKai", "政务公开"),
    "initials": ("zwgk", "政务公开"),
    "pinyin and characters": ("zhengwu公开", "政务公开"),
    "a slip in a word": ("wiif", "wifi"),
    "one of two words": ("行政徐可 清单", "行政许可 清单"),
    "an expression in a sentence": ("有哪些行政徐可？", "有哪些行政许可？"),
    "traditional characters": ("行政徐可辦事", "行政许可辦事"),
    "another width": ("行政徐可　ＷＩＦＩ", "行政许可 ＷＩＦＩ"),
    "a document number": ("浙政办发〔2015〕82号", "浙政办发〔2015〕28号"),
    "the year of a document number": ("浙政办发〔2016〕28号", "浙政办发〔2015〕28号"),
}

NOTHING = {
    "what finds enough": "政务公开",
    "what is quoted": '"政物公开"',
    "nothing": "",
    "one character": "政",
    "what resembles nothing": "量子纠缠效应",
    "letters that are no pinyin": "qqqqvvvv",
    "figures": "20151234",
    "a number that is there": "浙政办发〔2015〕28号",
    "a number of another organ": "国办发〔2003〕7号",
    "marks": "，。！",
    "what is excluded": "政务 -公开",
    "hostile": "' OR 1=1 --",
    "far too long": "政物公开" * 100,
}


@pytest.fixture
def filled(index, tmp_path, monkeypatch):
    index.write(
        record(page, title, number=number, portal=2 if "行政许可" in title else 1)
        for page, (title, number) in enumerate(TITLES, 1)
    )
    learn((title for title, _ in TITLES), tmp_path / "vocabulary.sqlite3")
    monkeypatch.setattr(vocabulary, "path", lambda: tmp_path / "vocabulary.sqlite3")
    return index


def texts(proposed):
    return [one.text for one in proposed]


@pytest.mark.parametrize(("typed", "meant"), MEANT.values(), ids=MEANT)
def test_what_was_meant_is_proposed_first(filled, typed, meant):
    assert texts(corrections.corrections(ask(typed), filled))[:1] == [meant]


@pytest.mark.parametrize("typed", NOTHING.values(), ids=NOTHING)
def test_nothing_is_proposed_for(filled, typed):
    assert corrections.corrections(ask(typed), filled) == []


def test_it_says_how_many_pages_it_finds(filled):
    [only] = corrections.corrections(ask("政物公开"), filled)
    assert only == corrections.Correction("政务公开", 3)


def test_only_what_finds_something_under_the_same_filters(filled):
    asked = ask("行政徐可")
    assert texts(corrections.corrections(asked, filled, Filters(portal=2))) == ["行政许可"]
    assert corrections.corrections(asked, filled, Filters(portal=1)) == []


def test_what_was_withdrawn_is_not_proposed(filled):
    filled.write(gone=[8])
    assert corrections.corrections(ask("末成年人保护"), filled) == []


def test_no_more_than_asked_for(filled):
    assert len(corrections.corrections(ask("政务开"), filled, limit=1)) == 1


def test_without_a_vocabulary_nothing_is_proposed(filled, monkeypatch, tmp_path):
    monkeypatch.setattr(vocabulary, "path", lambda: tmp_path / "none.sqlite3")
    assert corrections.corrections(ask("政物公开"), filled) == []


def test_the_index_is_asked_a_bounded_number_of_times(filled):
    asked = []

    class Counted:
        def frequency(self, text, most=1000):
            asked.append(text)
            return filled.frequency(text, most)

        def search(self, *args, **more):
            asked.append(args)
            return filled.search(*args, **more)

    corrections.corrections(ask("政物公开公做要点 行政徐可事向 末成年人宝护 失业宝险斤申领"), Counted())
    assert 10 < len(asked) <= 35


def test_what_would_take_too_long_to_read_is_left_as_it_is(filled, monkeypatch):
    meant = ask("政物公开")
    assert corrections.corrections(meant, filled)
    monkeypatch.setattr(vocabulary, "MOST_LOOKED_AT", 10)
    assert corrections.corrections(meant, filled) == []
