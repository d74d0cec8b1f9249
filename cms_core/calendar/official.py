"""The official calendar: holidays and make-up working days as the State Council's office announces them each autumn.

`chinesecalendar` has the years up to the last announcement its authors knew. A year that has been announced since is
entered in the file of `PORTAL_CALENDAR_FILE` until the next release has it:

    [2027]
    holidays = ["01-01", "02-05..02-11"]
    working = ["02-14"]
"""

import datetime
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import chinese_calendar
from django.conf import settings

ONE = datetime.timedelta(days=1)


class CalendarError(Exception):
    """The calendar file cannot be read; the message says which line of it."""


@dataclass(frozen=True)
class Year:
    """What was announced for one year."""

    holidays: frozenset[datetime.date]
    working: frozenset[datetime.date]


def announced(day: datetime.date) -> bool | None:
    """Whether it is a working day by the announcement for its year; None where none is known."""
    if year := announced_years().get(day.year):
        return day in year.working or (day.weekday() < 5 and day not in year.holidays)
    return of_library(day)


# The library looks through all its holidays at every question, and what it knows does not change: 70 µs become none.
@lru_cache(maxsize=20_000)
def of_library(day: datetime.date) -> bool | None:
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return None


def announced_years() -> dict[int, Year]:
    path = getattr(settings, "PORTAL_CALENDAR_FILE", "")
    if not path:
        return {}
    try:
        changed = Path(path).stat().st_mtime_ns
    except OSError as error:
        raise CalendarError(f"节假日文件 {path} 读不出（{error.strerror}），请核对 PORTAL_CALENDAR_FILE。") from error
    return read_years(str(path), changed)


@lru_cache(maxsize=4)
def read_years(path: str, changed: int) -> dict[int, Year]:
    try:
        data = tomllib.loads(Path(path).read_text("utf-8"))
        return {int(year): read_year(int(year), rows) for year, rows in data.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise CalendarError(
            f"节假日文件 {path} 有错：{error}。每年一段，如 [2027] holidays = ['01-01', '02-05..02-11']。"
        ) from error


def read_year(year: int, rows: dict) -> Year:
    if unknown := set(rows) - {"holidays", "working"}:
        raise ValueError(f"{year} 年有不认识的键 {'、'.join(sorted(unknown))}")
    found = Year(*(frozenset(days(year, rows.get(key, []))) for key in ("holidays", "working")))
    if both := found.holidays & found.working:
        raise ValueError(f"{min(both)} 既是假日又是工作日")
    return found


def days(year: int, spans: list[str]):
    for span in spans:
        first, _, last = span.partition("..")
        day, end = (datetime.date.fromisoformat(f"{year}-{part}") for part in (first, last or first))
        if end < day:
            raise ValueError(f"{year} 年的“{span}”前后颠倒")
        while day <= end:
            yield day
            day += ONE
