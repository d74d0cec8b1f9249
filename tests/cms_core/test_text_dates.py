"""Days and moments as old pages write them (sections 0.1 and 10.5 of the reference)."""

import datetime

import pytest

from cms_core.text.dates import CHINA, is_zero_date, parse_date, parse_moment

DAY = datetime.date(2015, 3, 25)


@pytest.mark.parametrize(
    "text",
    [
        "2015-03-25",
        "2015- 03- 25",
        "2015-3-25",
        "2015/3/25",
        "2015.03.25",
        "20150325",
        "2015年3月25日",
        "2015 年 3 月 25 日",
        "２０１５－０３－２５",
        "[2015-03-25]",
        "【2015-03-25】",
        "发布时间：2015-03-25 来源：本站",
        "二○一五年三月二十五日",
        "二〇一五年三月廿五日",
        "2015–03–25",
        datetime.date(2015, 3, 25),
        datetime.datetime(2015, 3, 24, 23, 0, tzinfo=datetime.UTC),
    ],
    ids=str,
)
def test_a_day_is_found_in_every_spelling(text):
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "hour", "minute", "second"),
    [
        ("2015- 03- 25 19: 07", 19, 7, 0),
        ("2015-03-25 19:07:33", 19, 7, 33),
        ("2015-03-25T19:07:33", 19, 7, 33),
        ("2015年3月25日 19时7分", 19, 7, 0),
        ("2015年3月25日19:07", 19, 7, 0),
        ("2015-03-25 下午 7:07", 19, 7, 0),
        ("2015/3/25 9:05", 9, 5, 0),
        ("2015-03-25", 0, 0, 0),
        ("2015-03-25 99:99", 0, 0, 0),
    ],
)
def test_a_moment_is_chinas_clock(text, hour, minute, second):
    assert parse_moment(text) == datetime.datetime(2015, 3, 25, hour, minute, second, tzinfo=CHINA)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "  ",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "2015-02-30",
        "2015-13-01",
        "03-25",
        "昨天",
        "201503251",
        "一月",
    ],
    ids=repr,
)
def test_what_names_no_day_is_none(text):
    assert parse_date(text) is None
    assert parse_moment(text) is None


@pytest.mark.parametrize("text", ["0000-00-00", "0000- 00- 00", "0000/00/00", "0000年00月00日", "0000-00-00 00:00:00"])
def test_zero_dates_are_known(text):
    assert is_zero_date(text)


@pytest.mark.parametrize("text", ["", None, "2015-03-25", "0000"])
def test_others_are_none(text):
    assert not is_zero_date(text)
