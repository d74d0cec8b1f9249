"""Which year a moment belongs to: the calendar year of Beijing time, whatever zone the process runs in."""

import datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


def year_of(moment: datetime.datetime) -> int:
    return moment.astimezone(BEIJING).year


def year_bounds(year: int) -> tuple[datetime.datetime, datetime.datetime]:
    """The first moment of `year` and the first after it; raises ValueError outside the years 1 to 9998."""
    return datetime.datetime(year, 1, 1, tzinfo=BEIJING), datetime.datetime(year + 1, 1, 1, tzinfo=BEIJING)
