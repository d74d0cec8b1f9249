"""The day that a reader asks for with `?on=`; without it the list is that of today, in Beijing."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from listings.errors import ListingsError
from listings.values import date as read_date

# Before it there was no list of anything; and nobody approves what begins later than in ten years.
FIRST = datetime.date(1949, 10, 1)
FARTHEST = datetime.timedelta(days=3660)
LONGEST = 20


@dataclass(frozen=True)
class AskedDay:
    """`day` is what is shown; `refusal` says why it is not the one that was asked for."""

    day: datetime.date
    today: datetime.date
    refusal: str = ""

    @classmethod
    def of(cls, query, name: str = "on", today: datetime.date | None = None) -> "AskedDay":
        today = today or timezone.localdate()
        text = query.get(name, "").strip()
        if not text:
            return cls(today, today)
        day, refusal = read(text, today)
        return cls(day or today, today, refusal)

    @property
    def is_today(self) -> bool:
        return self.day == self.today

    @property
    def is_past(self) -> bool:
        return self.day < self.today

    @property
    def parameter(self) -> str:
        """For links that stay on this day."""
        return "" if self.is_today else self.day.isoformat()

    @property
    def written(self) -> str:
        return written(self.day)


def read(text: str, today: datetime.date) -> tuple[datetime.date | None, str]:
    """(the day, why not)."""
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    try:
        day = datetime.date.fromisoformat(read_date("日期", text[: LONGEST * 2]))
    except (ListingsError, ValueError):
        return None, f"“{shown}”不是日期，请写作 2015-06-30。下面是今天的内容。"
    if day < FIRST:
        return None, f"{written(day)}太早，没有当时的清单。下面是今天的内容。"
    if day > today + FARTHEST:
        return None, f"{written(day)}太远，还没有那时的安排。下面是今天的内容。"
    return day, ""


def written(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
