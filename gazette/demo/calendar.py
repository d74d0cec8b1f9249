"""When the demo's gazettes come out: the province's on the 10th, 20th and 28th, a city's on the 25th of the month."""

import datetime
from dataclasses import dataclass

from cms_core.catalogue.years import BEIJING
from gazette.models import Frequency

DAYS = {Frequency.TEN_DAYS: (10, 20, 28), Frequency.MONTH: (25,)}
HOUR = 9


@dataclass(frozen=True)
class Slot:
    """One issue to come out; `serial` counts on from `first`."""

    year: int
    number: int
    serial: int
    day: datetime.date

    @property
    def moment(self) -> datetime.datetime:
        return datetime.datetime.combine(self.day, datetime.time(HOUR), BEIJING)


def slots(today: datetime.date, frequency: str, first: int, past: int, future: int) -> list[Slot]:
    """`past` slots before `today`, oldest first, then `future` ones from it on; the oldest has the serial `first`."""
    days = DAYS[frequency]
    found, year, month = [], today.year - 2, 1
    while len([slot for slot in found if slot[2] >= today]) < future:
        for place, day in enumerate(days):
            found.append((year, (month - 1) * len(days) + place + 1, datetime.date(year, month, day)))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    before = [slot for slot in found if slot[2] < today][-past:]
    after = [slot for slot in found if slot[2] >= today][:future]
    return [Slot(year, number, first + back, day) for back, (year, number, day) in enumerate([*before, *after])]
