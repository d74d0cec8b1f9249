"""When a decision must be public, and until when it may be (section 7.1; the figures are settings: 〔未核原文〕)."""

import calendar
import datetime

from django.conf import settings

from cms_core.calendar.working_days import after_working_days, working_days_between
from disclosure.decisions.kinds import DecisionKind


def due_on(decided_on: datetime.date) -> datetime.date:
    """自作出行政决定之日起 7 个工作日内."""
    return after_working_days(decided_on, settings.PORTAL_DECISIONS_WORKING_DAYS)


def days_late(due: datetime.date, done: datetime.date) -> int:
    """Working days after the term; 0 in time."""
    return working_days_between(due, done) if done > due else 0


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of a later month, the last one where that month is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    if year > datetime.MAXYEAR:
        return datetime.date.max
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def shortest(day: datetime.date) -> datetime.date:
    """Before it no publication ends, be the credit repaired or not."""
    return months_after(day, settings.PORTAL_DECISIONS_SHORTEST_MONTHS)


def longest(day: datetime.date) -> datetime.date:
    return months_after(day, settings.PORTAL_DECISIONS_LONGEST_MONTHS)


def usual(kind: str, day: datetime.date) -> datetime.date:
    """Of a decision that does not say itself until when; counted from its day."""
    penalty = kind == DecisionKind.PENALTY
    months = settings.PORTAL_PENALTIES_MONTHS if penalty else settings.PORTAL_LICENCES_MONTHS
    return min(months_after(day, months), longest(day))
