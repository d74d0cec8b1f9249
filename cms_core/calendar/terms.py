"""期限 in working days, which may rest: counted from the day after its start (《民法典》第二百零一条)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cms_core.calendar.working_days import is_working_day, known

ONE = timedelta(days=1)
# Longer than any term of working days; a pause may be as long as it likes.
LONGEST = 10_000


@dataclass(frozen=True)
class Pause:
    """The term rests from the day after `begin` up to and with `end`; None while it still rests."""

    begin: date
    end: date | None = None

    def __post_init__(self):
        if self.end is not None and self.end < self.begin:
            raise ValueError("a pause ends before it begins")

    def covers(self, day: date) -> bool:
        return self.begin < day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Term:
    """`days` working days after `start`, which never counts; pauses may touch, overlap, and begin before the start."""

    start: date
    days: int
    pauses: tuple[Pause, ...] = ()

    def __post_init__(self):
        if not 0 <= self.days <= LONGEST:
            raise ValueError(f"a term has 0 to {LONGEST} working days")

    def runs_on(self, day: date) -> bool:
        return day > self.start and is_working_day(day) and not any(pause.covers(day) for pause in self.pauses)

    @property
    def due(self) -> date | None:
        """The last day of the term; None while a pause has no end that begins before the term is over."""
        if self.days == 0:
            return self.start
        left = self.days
        for day in self._days():
            left -= is_working_day(day)
            if left == 0:
                return day
        return None

    def used(self, on: date) -> int:
        """Working days that have run up to and with `on`, also beyond the last."""
        count = 0
        for day in self._days():
            if day > on:
                break
            count += is_working_day(day)
        return count

    def left(self, on: date) -> int:
        """Working days after `on` that are left; 0 on the last day, negative when overdue."""
        return self.days - self.used(on)

    @property
    def estimated(self) -> bool:
        """The last day lies in a year whose holidays are not announced yet: it may still move."""
        due = self.due
        return due is not None and not known(due)

    def _days(self) -> Iterator[date]:
        """Calendar days after the start on which the term does not rest; ends where a pause has no end."""
        day = self.start
        while True:
            day += ONE
            resting = [pause for pause in self.pauses if pause.covers(day)]
            if any(pause.end is None for pause in resting):
                return
            if resting:
                day = max(pause.end for pause in resting)
            else:
                yield day
