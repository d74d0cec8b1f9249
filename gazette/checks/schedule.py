"""When issues are due (刊期, 出版日), which are late on a given day, and which comes next. Pure functions."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gazette.checks.numbering import Numbered
from gazette.models import Frequency

# Longest time between two issues; an irregular one is never late.
INTERVALS = {
    Frequency.TEN_DAYS: 11,
    Frequency.HALF_MONTH: 16,
    Frequency.MONTH: 31,
    Frequency.TWO_MONTHS: 62,
}
SHOWN = 12


@dataclass(frozen=True)
class Late:
    """`key` names the issue that is there but not published; None: it has not even been made."""

    due: date
    text: str
    key: object = None


def days_of_month(text: str) -> list[int]:
    """10,20,30 as an editor writes it (also 10、20、30); raises ValueError for what is no day."""
    days = [int(word) for word in re.split(r"[,，、\s]+", text.strip()) if word]
    if any(not 1 <= day <= 31 for day in days):
        raise ValueError("出版日须在1到31之间")
    return sorted(set(days))


def due_days(days: list[int], after: date, until: date) -> list[date]:
    """The publication days in (after, until]; the 30th of February is its last day."""
    found, year, month = [], after.year, after.month
    while days and (year, month) <= (until.year, until.month):
        last = calendar.monthrange(year, month)[1]
        found += sorted({date(year, month, min(day, last)) for day in days})
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return [day for day in found if after < day <= until]


def late_issues(published: Iterable[date], waiting: Iterable[Numbered], frequency, days: list[int], today: date):
    """[Late], earliest first. `published`: publication days of published issues; `waiting`: those in the making."""
    waiting = list(waiting)
    late = [
        Late(row.publication_day, f"{row.label}应于{row.publication_day}出版，尚未发布。", row.key)
        for row in waiting
        if row.publication_day and row.publication_day < today
    ]
    planned = {row.publication_day for row in waiting}
    last = max(published, default=None)
    if last is None:
        return sorted(late, key=lambda one: one.due)
    made = {*planned, last}
    if days:
        # Today's may still come.
        expected = due_days(days, last, today - timedelta(days=1))
    elif frequency in INTERVALS and today - last > timedelta(days=INTERVALS[frequency]):
        expected = [last + timedelta(days=INTERVALS[frequency])]
    else:
        expected = []
    for due in expected:
        if due not in made and not (not days and planned - {None}):
            late.append(Late(due, f"应于{due}出版的一期还没有建立。"))
    return sorted(late, key=lambda one: one.due)[-SHOWN:]


def next_issue(rows: Iterable[Numbered], first_serial: int, days: list[int], today: date) -> Numbered:
    """The proposal: number and serial go on; the year is that of the next publication day, or today's."""
    rows = list(rows)
    if not rows:
        return Numbered(
            today.year, 1, first_serial, next(iter(due_days(days, today, today + timedelta(days=62))), None)
        )
    last = max(rows, key=lambda row: (row.year, row.number))
    since = last.publication_day or today
    day = next(iter(due_days(days, since, since + timedelta(days=62))), None)
    year = max(last.year, (day or today).year)
    serials = [row.serial for row in rows if row.serial]
    serial = max(serials) + 1 if serials else None
    return Numbered(year, last.number + 1 if year == last.year else 1, serial, day)
