"""Days on which a demo portal published: more of them lately, in working hours, never after the day of loading."""

from __future__ import annotations

import datetime
from random import Random

from django.utils import timezone


def spread(today: datetime.date, count: int, random: Random, every: float = 3.0) -> list[datetime.datetime]:
    """`count` moments, newest first, on average `every` days apart; the newest is at most two days old."""
    moments = []
    day = float(random.randint(0, 2))
    for _ in range(count):
        date = today - datetime.timedelta(days=round(day))
        while date.weekday() >= 5:
            date -= datetime.timedelta(days=1)
        hour = random.choice((8, 9, 10, 11, 14, 15, 16, 17))
        moment = datetime.datetime(date.year, date.month, date.day, hour, random.randint(0, 59))
        moments.append(timezone.make_aware(moment))
        day += random.uniform(0.3, 1.7) * every
    now = timezone.now()
    return sorted((min(moment, now) for moment in moments), reverse=True)


def chinese_date(date: datetime.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"


def chinese_day(date: datetime.date) -> str:
    return f"{date.month}月{date.day}日"
