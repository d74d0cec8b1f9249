"""A range of days as readers type it: any usual way to write a day; what cannot be is left out and said."""

import re
from datetime import date

DAY = re.compile(r"(?P<year>\d{4})(?:[-/.年]?)(?P<month>\d{1,2})(?:[-/.月]?)(?P<day>\d{1,2})日?")
# Older than the state whose documents these are, or further off than anyone plans, is a slip of the finger.
FIRST, LAST = date(1949, 1, 1), date(2099, 12, 31)


def day_of(typed: str) -> date | None:
    """2026-03-05, 2026/3/5, 20260305, 2026年3月5日; None for what is no day."""
    found = DAY.fullmatch(re.sub(r"\s", "", typed[:20]))
    if not found:
        return None
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return day if FIRST <= day <= LAST else None


def range_of(since: str, until: str) -> tuple[date | None, date | None, tuple[str, ...]]:
    """(first day, last day, what has to be said about it)."""
    notes, days = [], []
    for label, typed in (("开始", since), ("结束", until)):
        day = day_of(typed)
        if typed.strip() and day is None:
            notes.append(f"{label}日期“{typed.strip()[:20]}”不是有效的日期，没有按它筛选。请写成 2026-03-05 的样子。")
        days.append(day)
    first, last = days
    if first and last and first > last:
        first, last = last, first
        notes.append(f"开始日期晚于结束日期，已对调：查找 {first} 至 {last} 的内容。")
    return first, last, tuple(notes)
