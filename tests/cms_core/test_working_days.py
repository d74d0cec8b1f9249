"""Terms in working days: the first day does not count, official holidays and weekends neither."""

from datetime import date

import pytest

from cms_core.calendar.working_days import after_working_days, working_days_between


@pytest.mark.parametrize(
    ("begin", "count", "last"),
    [
        (date(2015, 9, 30), 3, date(2015, 10, 10)),
        (date(2025, 1, 1), 20, date(2025, 2, 5)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 6), 0, date(2026, 3, 6)),
        (date(2199, 12, 31), 5, date(2200, 1, 7)),
    ],
    ids=["national day", "new year", "weekend", "nothing", "a year no calendar knows"],
)
def test_the_last_day_of_a_term(begin, count, last):
    assert after_working_days(begin, count) == last


@pytest.mark.parametrize("count", [1, 7, 20, 61])
def test_a_term_is_as_long_as_it_says(count):
    begin = date(2024, 12, 20)
    assert working_days_between(begin, after_working_days(begin, count)) == count
