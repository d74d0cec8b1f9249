"""What the counts say of a period: questions, those that found nothing or little, clicks by position, days."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Max, Q, Sum
from django.db.models.functions import Coalesce

from cms_core.models.search_counts import Found, SearchClick, SearchCount

PERIODS = (7, 30, 90)
SHOWN = 20
EXPORTED = 5000
# (from, to, label) of positions; the first page of results ends at 20.
POSITIONS = ((1, 1, "第 1 条"), (2, 2, "第 2 条"), (3, 3, "第 3 条"), (4, 10, "第 4–10 条"), (11, 100, "第 11 条以后"))


@dataclass(frozen=True)
class Report:
    """Of the `days` days that end with `today`; `home` None is all portals together."""

    home: int | None
    days: int
    today: datetime.date
    shown: int = field(default=SHOWN)

    @property
    def first(self) -> datetime.date:
        return self.today - datetime.timedelta(days=self.days - 1)

    def of(self, model):
        rows = model.objects.filter(day__range=(self.first, self.today)).order_by()
        return rows if self.home is None else rows.filter(home=self.home)

    @cached_property
    def by_day(self) -> list[tuple[datetime.date, int, int]]:
        """(day, searches, those without results), each day of the period."""
        rows = self.of(SearchCount).values_list("day", "found").annotate(Sum("count"))
        sums = {(day, found): count for day, found, count in rows}
        return [
            (day, sum(sums.get((day, found), 0) for found in Found.values), sums.get((day, Found.NONE), 0))
            for day in (self.first + datetime.timedelta(days=number) for number in range(self.days))
        ]

    @cached_property
    def total(self) -> int:
        return sum(count for _, count, _ in self.by_day)

    @cached_property
    def without(self) -> int:
        return sum(none for _, _, none in self.by_day)

    def questions(self, number: int) -> list[dict]:
        """The words that are kept, most asked first: question, total, none, few, clicks, and the last day."""
        rows = self.of(SearchCount).exclude(question="").values("question")
        rows = rows.annotate(
            total=Sum("count"),
            none=Coalesce(Sum("count", filter=Q(found=Found.NONE)), 0),
            few=Coalesce(Sum("count", filter=Q(found=Found.FEW)), 0),
            last=Max("day"),
        )
        found = list(rows.order_by("-total", "question")[:number])
        # Asked of each row in the same query, they would cost a search through the clicks for every question there is.
        opened = self.of(SearchClick).filter(question__in=[row["question"] for row in found])
        clicks = dict(opened.values_list("question").annotate(Sum("count")))
        return [row | {"clicks": clicks.get(row["question"], 0)} for row in found]

    @cached_property
    def top(self) -> list[dict]:
        return self.questions(self.shown)

    @cached_property
    def found_nothing(self) -> list[dict]:
        return self.having(Found.NONE)

    @cached_property
    def found_little(self) -> list[dict]:
        return self.having(Found.FEW)

    def having(self, found: Found) -> list[dict]:
        rows = self.of(SearchCount).filter(found=found).exclude(question="").values("question")
        return list(rows.annotate(total=Sum("count"), last=Max("day")).order_by("-total", "question")[: self.shown])

    @cached_property
    def clicks(self) -> dict[int, int]:
        return dict(self.of(SearchClick).values_list("position").annotate(Sum("count")))

    @property
    def clicked(self) -> int:
        return sum(self.clicks.values())

    @property
    def mean_position(self) -> float | None:
        """Of the results that were opened; the nearer to 1, the better what is found is ordered."""
        if not self.clicked:
            return None
        return round(sum(position * count for position, count in self.clicks.items()) / self.clicked, 1)

    @property
    def positions(self) -> list[dict]:
        found = []
        for first, last, label in POSITIONS:
            count = sum(number for position, number in self.clicks.items() if first <= position <= last)
            found.append({"label": label, "count": count, "percent": percent(count, self.clicked)})
        return found


def percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
