"""Days as documents write them: 2015年3月16日, without zeros before month and day (GB/T 15835, GB/T 9704)."""

from datetime import date


def chinese_date(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
