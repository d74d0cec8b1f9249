"""发文字号 in its spellings, alone and in running text."""

import pytest

from cms_core.text.document_numbers import find_document_numbers, key_of, normalise, parse_document_number


@pytest.mark.parametrize(
    "text",
    [
        "浙政办发〔2015〕28号",
        "浙政办发[2015]28号",
        "浙政办发(2015)28号",
        "浙政办发（2015）28号",
        "浙政办发【2015】28号",
        "浙政办发［2015］28号",
        "浙政办发〔2015〕第28号",
        " 浙政办发 〔 2015 〕 28 号 ",
        "浙政办发〔２０１５〕２８号",
        "浙政办发〔2015〕028号",
        "浙政办发\u200b〔2015〕28号",
    ],
)
def test_all_spellings_are_one_number(text):
    assert normalise(text) == "浙政办发〔2015〕28号"
    assert key_of(text) == key_of("浙政办发〔2015〕28号")
    number = parse_document_number(text)
    assert (number.letters, number.year, number.serial) == ("浙政办发", 2015, "28")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("浙江省人民政府令第340号", "浙江省人民政府令第340号"),
        ("浙江省人民政府令 340 号", "浙江省人民政府令第340号"),
        ("国令第707号", "国令第707号"),
        ("和政办〔2020〕1号", "和政办〔2020〕1号"),
        ("桐政〔2020〕1-2号", "桐政〔2020〕1-2号"),
    ],
)
def test_orders_and_counties_have_theirs(text, written):
    assert normalise(text) == written


@pytest.mark.parametrize(
    "text", ["", "无", "浙政办发2015 28号", "关于某事的通知", "〔2015〕28号", "浙政办发〔15〕28号"]
)
def test_what_is_no_number_stays_as_it_is(text):
    assert parse_document_number(text) is None
    assert normalise(text) == text


def test_numbers_are_found_in_running_text_in_order_and_once():
    text = (
        "根据《意见》(国办发〔2014〕66号)和浙政发[2014]1号，按照浙政办发（2015）8号要求，"
        "国办发【2014】66号同时执行；和政发〔2020〕1号不变。"
    )
    assert [str(number) for number in find_document_numbers(text)] == [
        "国办发〔2014〕66号",
        "浙政发〔2014〕1号",
        "浙政办发〔2015〕8号",
        "和政发〔2020〕1号",
    ]
    assert find_document_numbers("") == []
