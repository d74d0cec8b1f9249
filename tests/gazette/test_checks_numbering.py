"""Serials without a break, numbers from 1 in each year, exact gaps, late issues; pure functions."""

from datetime import date

import pytest

from cms_core.calendar.working_days import working_days_between
from gazette.checks.gaps import gaps, spans
from gazette.checks.numbering import Numbered, numbering_problems, problems_of_issue
from gazette.checks.problems import errors_among
from gazette.checks.schedule import days_of_month, due_days, late_issues, next_issue
from gazette.models import Frequency


def year(number_of_issues, of, first_serial):
    return [Numbered(of, number, first_serial + number - 1) for number in range(1, number_of_issues + 1)]


ARCHIVE = [*year(36, 2013, 1), *year(36, 2014, 37), *year(7, 2015, 73)]


def test_a_sound_archive_has_no_problems_and_no_gaps():
    assert numbering_problems(ARCHIVE) == []
    assert not gaps(ARCHIVE)


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ([(2014, 3)], ["2014年缺第3期（总第39期）"]),
        ([(2014, 3), (2014, 5), (2014, 6), (2014, 7)], ["2014年缺第3、5—7期（总第39、41—43期）"]),
        ([(2014, 35), (2014, 36)], ["2014年缺第35—36期（总第71—72期）"]),
        ([(2014, n) for n in range(1, 37)], ["缺总第37—72期（年份不详）"]),
        ([(2013, 1), (2015, 2)], ["2013年缺第1期（总第1期）", "2015年缺第2期（总第74期）"]),
    ],
    ids=["one", "several", "the end of a year", "a whole year", "in two years"],
)
def test_gaps_name_exactly_what_is_missing(lost, said):
    assert gaps([row for row in ARCHIVE if (row.year, row.number) not in lost]).sentences() == said


def test_what_came_before_the_first_serial_is_not_missing():
    assert not gaps([Numbered(2015, 7, 1074), Numbered(2015, 8, 1075)], first_serial=1074)


def test_back_issues_before_the_first_serial_have_gaps_too():
    rows = [Numbered(2010, 1, 37), Numbered(2010, 3, 39), Numbered(2015, 7, 52)]
    assert gaps(rows, first_serial=52).sentences() == [
        "2010年缺第2期（总第38期）", "2015年缺第1—6期（总第46—51期）", "缺总第40—45期（年份不详）",
    ]  # fmt: skip


def test_issues_without_serials_lack_numbers_all_the_same():
    assert gaps([Numbered(1950, 1), Numbered(1950, 4)]).sentences() == ["1950年缺第2—3期"]


def test_an_archive_of_1074_issues_tells_its_gaps():
    rows = [row for y in range(30) for row in year(36, 1985 + y, 1 + 36 * y)]
    lost = {(1990, 5), (2001, 36), (2014, 36)}
    found = gaps([row for row in rows if (row.year, row.number) not in lost])
    assert found.sentences() == ["1990年缺第5期（总第185期）", "2001年缺第36期（总第612期）"]
    assert found.count == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Numbered(2015, 7, 80), "2015年第7期有2期"),
        (Numbered(2015, 8, 79), "总第79期有2期"),
        (Numbered(2015, 8, 81), "总期号应为80"),
        (Numbered(2016, 1, 70), "2016年第1期的总期号应在2015年最后一期（总第79期）之后"),
        (Numbered(2015, 0, 72), "须从1起"),
    ],
    ids=["number twice", "serial twice", "serial skips", "serial falls at the new year", "number 0"],
)
def test_wrong_numbers_are_errors(row, said):
    assert any(said in one.text for one in errors_among(problems_of_issue(row, ARCHIVE)))


def test_the_next_issue_is_right_and_one_that_skips_is_warned_of():
    assert problems_of_issue(Numbered(2015, 8, 80), ARCHIVE) == []
    assert problems_of_issue(Numbered(2016, 1, 80), ARCHIVE) == []
    (skipped,) = problems_of_issue(Numbered(2015, 9, 81), ARCHIVE)
    assert (skipped.gravity, "总第80期" in skipped.text) == ("warning", True)


def test_publication_days_ascend():
    rows = [Numbered(2015, 1, 1, date(2015, 2, 1)), Numbered(2015, 2, 2, date(2015, 1, 1))]
    assert ["早于前一期" in one.text for one in numbering_problems(rows)] == [True]


def test_a_publication_day_in_another_year_is_asked_about():
    assert numbering_problems([Numbered(2015, 1, 1, date(2014, 2, 1))])[0].gravity == "warning"


def test_days_of_month_are_read_as_editors_write_them():
    assert days_of_month("10、20，30 ") == [10, 20, 30]
    assert days_of_month("") == []
    for wrong in ("0", "32", "十日"):
        with pytest.raises(ValueError):
            days_of_month(wrong)


def test_the_thirtieth_of_february_is_its_last_day():
    assert due_days([10, 30], date(2015, 1, 30), date(2015, 3, 10)) == [
        date(2015, 2, 10),
        date(2015, 2, 28),
        date(2015, 3, 10),
    ]


def test_what_was_due_and_is_not_there_is_late_from_the_next_day():
    late = lambda today, waiting=(): [  # noqa: E731
        (one.due, one.key) for one in late_issues([date(2015, 3, 10)], waiting, Frequency.TEN_DAYS, [10, 20, 30], today)
    ]
    assert late(date(2015, 3, 20)) == []
    assert late(date(2015, 3, 21)) == [(date(2015, 3, 20), None)]
    waiting = [Numbered(2015, 8, 1075, date(2015, 3, 20), key=5)]
    assert late(date(2015, 3, 21), waiting) == [(date(2015, 3, 20), 5)]


def test_without_publication_days_the_frequency_decides_and_irregular_ones_are_never_late():
    def late(frequency, today):
        return [one.due for one in late_issues([date(2015, 3, 10)], [], frequency, [], today)]

    assert late(Frequency.MONTH, date(2015, 4, 10)) == []
    assert late(Frequency.MONTH, date(2015, 4, 11)) == [date(2015, 4, 10)]
    assert late(Frequency.IRREGULAR, date(2025, 1, 1)) == []


@pytest.mark.parametrize(
    ("rows", "today", "expected"),
    [
        ([], date(2015, 3, 1), (2015, 1, 1074, date(2015, 3, 10))),
        ([Numbered(2015, 7, 1080, date(2015, 3, 10))], date(2015, 3, 11), (2015, 8, 1081, date(2015, 3, 20))),
        ([Numbered(2015, 36, 1109, date(2015, 12, 30))], date(2015, 12, 31), (2016, 1, 1110, date(2016, 1, 10))),
        ([Numbered(1950, 3)], date(1950, 5, 1), (1950, 4, None, date(1950, 5, 10))),
    ],
    ids=["the first", "the same year", "a new year", "no serials"],
)
def test_the_next_issue_is_proposed(rows, today, expected):
    assert next_issue(rows, 1074, [10, 20, 30], today)[:4] == expected


def test_spans_are_written_as_editors_write_them():
    assert spans([8, 3, 5, 6, 7]) == "3、5—8"


def test_working_days_follow_the_official_calendar():
    # 国庆 2015: 1 to 7 October off, Saturday the 10th worked.
    assert working_days_between(date(2015, 9, 30), date(2015, 10, 10)) == 3
    assert working_days_between(date(1990, 1, 1), date(1990, 1, 8)) == 5
