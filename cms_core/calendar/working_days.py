"""工作日 by the official holiday calendar of China; years not announced yet count Monday to Friday."""

from datetime import date, timedelta

from cms_core.calendar.official import announced


def is_working_day(day: date) -> bool:
    found = announced(day)
    return day.weekday() < 5 if found is None else found


def known(day: date) -> bool:
    """Whether the holidays of its year have been announced; else what is said about `day` is an estimate."""
    return announced(day) is not None


def working_days_between(begin: date, end: date, limit: int = 400) -> int:
    """Working days after `begin` up to and with `end`, as terms are counted (the first day does not count).

    Stops at `limit`: who asks wants to know whether a term of some weeks has passed.
    """
    count, day = 0, begin
    while day < end and count < limit:
        day += timedelta(days=1)
        count += is_working_day(day)
    return count


def after_working_days(begin: date, count: int) -> date:
    """The last day of a term of `count` working days that begins after `begin`."""
    day = begin
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day
