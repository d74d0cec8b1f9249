"""Document numbers and articles in every spelling."""

import pytest

from cms_core.search.analysis.characters import fold
from cms_core.search.analysis.marks import articles, asked_number, cited_numbers, own_number
from cms_core.search.analysis.numerals import number_of

SPELLINGS = (
    "浙政办发〔2015〕28号",
    "浙政办发[2015]28号",
    "浙政办发(2015)28号",
    "浙政办发（2015）28号",
    "浙政办发【2015】28号",
    "浙政办发﹝2015﹞ 28 号",
    "浙政办发〔2015〕第28号",
    "浙政办发〔2015〕028号",
    "浙政办发〔2015〕28",
    "浙政办发[2015]28",
    "浙政办发2015 28",
    "浙政办发2015 28号",
    "浙政办发2015-28号",
    "浙政办发2015年28号",
    "浙政办发２０１５　２８",
    "浙政辦發〔2015〕28號",
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_number_is_recognised_in_any_spelling(spelling):
    from cms_core.search.analysis.question import ask

    assert f"#{ask(spelling).number.token}" == own_number("浙政办发〔2015〕28号") == "#浙政办发〔2015〕28号"


@pytest.mark.parametrize("text", ["政务公开", "2015年28号", "关于2015年工作", "", "第28号", "发2015"])
def test_what_is_no_number(text):
    assert asked_number(text) is None


def test_orders_have_one_mark_for_their_spellings():
    assert own_number("国令第707号") == own_number("中华人民共和国国务院令第707号")
    assert own_number("浙江省人民政府令 第340号") == own_number("浙江省政府令第340号")


def test_a_page_without_a_number_has_no_mark():
    assert own_number(" ") == ""


def test_numbers_in_a_text_are_cited_each_once():
    text = "根据浙政发〔2014〕1号、2号和国办发［2014］66号，浙政发(2014)1号要求"
    assert cited_numbers(text) == ["@浙政发〔2014〕1号", "@浙政发〔2014〕2号", "@国办发〔2014〕66号"]


ARTICLES = {
    "第十二条": ["第12条"],
    "第12条": ["第12条"],
    "第 12 条": ["第12条"],
    "第一百二十三条之一": ["第123条之1"],
    "第二〇三条": ["第203条"],
    "第三章 第二十条": ["第3章", "第20条"],
    "第三方": [],
}


@pytest.mark.parametrize(("text", "marks"), ARTICLES.items(), ids=ARTICLES)
def test_articles_in_any_numerals(text, marks):
    assert articles(fold(text)) == marks


@pytest.mark.parametrize(
    ("numeral", "number"), [("十", 10), ("二十", 20), ("一百零五", 105), ("二〇一五", 2015), ("千", 1000), ("12", 12)]
)
def test_numerals(numeral, number):
    assert number_of(numeral) == number


def test_what_is_no_numeral():
    assert number_of("政") is None
