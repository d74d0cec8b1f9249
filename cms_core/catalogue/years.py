"""Which year a moment belongs to: the calendar year of Beijing time, whatever zone the process runs in."""

import datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
MIN_YEAR, MAX_YEAR = 1900, 2999


def year_of(moment: datetime.datetime) -> int:
    return moment.astimezone(BEIJING).year


def year_bounds(year: int) -> tuple[datetime.datetime, datetime.datetime]:
    """The first moment of `year` and the first after it; `year` is from 1900 to 2999."""
    return datetime.datetime(year, 1, 1, tzinfo=BEIJING), datetime.datetime(year + 1, 1, 1, tzinfo=BEIJING)


def parse_year(text: str) -> int | None:
    """The year that an address asks for; None for whatever is no year."""
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if MIN_YEAR <= year <= MAX_YEAR else None
