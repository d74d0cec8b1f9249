"""The terms of terms.toml, and the pure rules of when something is due: the day is always an argument."""

import datetime
import tomllib
from functools import cache
from pathlib import Path

from cms_core.calendar import Term, is_working_day, known, working_days_between
from disclosure.models import TermKind

ONE = datetime.timedelta(days=1)
# Longer than any term that is asked about: who was a year late is late enough.
MOST_DAYS = 400


@cache
def rules() -> dict:
    with (Path(__file__).parent / "terms.toml").open("rb") as file:
        return tomllib.load(file)


class WorkingTerms:
    """Last days of terms in working days, each counted once: thousands of documents begin on the same days."""

    def __init__(self):
        self.found: dict[tuple[datetime.date, int], datetime.date] = {}

    def due(self, start: datetime.date, days: int) -> datetime.date:
        """自 start 之日起 days 个工作日内: the first day never counts (《民法典》第二百零一条)."""
        key = start, days
        if key not in self.found:
            self.found[key] = Term(start, days).due
        return self.found[key]


def rolled(day: datetime.date) -> datetime.date:
    """期间的最后一日是法定休假日的，以法定休假日结束的次日为最后一日 (《民法典》第二百零三条)."""
    while not is_working_day(day):
        day += ONE
    return day


def end_of_period(day: datetime.date, months: int, after: int = 0) -> datetime.date:
    """The last day of the period of `months` (1, 3, 6, 12) in which `day` lies, or of one `after` it."""
    first = (day.month - 1) // months * months + months * (after + 1)
    years, month = divmod(first, 12)
    return datetime.date(day.year + years, month + 1, 1) - ONE


def next_due(kind: str, newest: datetime.date) -> datetime.date | None:
    """When something of a row with this kind of term must be published again; None where it is no period."""
    months = rules()["months"].get(kind)
    return rolled(end_of_period(newest, months, after=1)) if months else None


def working_days_over(due: datetime.date, done: datetime.date) -> int:
    """Working days after the term; 0 in time."""
    return working_days_between(due, done, MOST_DAYS) if done > due else 0


def is_soon(due: datetime.date, on: datetime.date) -> bool:
    """Of a term in working days, not yet over."""
    return working_days_between(on, due, MOST_DAYS) <= rules()["soon_working_days"]


def is_soon_of(limit: int, due: datetime.date, on: datetime.date) -> bool:
    """Of an interval of `limit` days, not yet over."""
    return (due - on).days <= min(limit * rules()["soon_share"], rules()["soon_days_at_most"])


def is_over(due: datetime.date, done: datetime.date) -> bool:
    """Whether a term was not kept; not while holidays that are not announced yet may have moved its last day."""
    return done > due and not (is_estimated(due) and working_days_over(due, done) <= rules()["estimated_slack"])


def is_estimated(due: datetime.date | None) -> bool:
    return due is not None and not known(due)


PERIODIC = (TermKind.MONTHLY, TermKind.QUARTERLY, TermKind.HALF_YEARLY, TermKind.YEARLY)
IN_DAYS = (TermKind.WORKING_DAYS, TermKind.DAYS)
