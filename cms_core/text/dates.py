"""Dates as old pages write them: 2015- 03- 25 19: 07, 2015年3月25日, [2015/3/25], 二○一五年三月二十五日, 0000-00-00."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from cms_core.text.folding import fold

CHINA = ZoneInfo("Asia/Shanghai")
EARLIEST_YEAR = 1900

NUMERIC = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?:[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?|(?P<month2>\d{2})(?P<day2>\d{2})(?!\d))"
    r"(?:[t,]?(?P<part>上午|下午|am|pm)?(?P<hour>\d{1,2})(?::|时|点)(?P<minute>\d{1,2})(?:(?::|分)(?P<second>\d{1,2})?)?)?"
)
WRITTEN = re.compile(
    r"(?P<year>[〇○零oо0一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十元正]{1,3})月(?P<day>[一二三四五六七八九十廿卅]{1,4})日"
)
DASHES = str.maketrans("–—－−‐‑〜／．。", "------~/..")
DIGITS = {char: value for value, chars in enumerate(("〇○零oо0", *"一二三四五六七八九")) for char in chars}


def parse_date(text) -> date | None:
    """The first day that `text` names; None for an empty one, 0000-00-00 and days that no calendar has."""
    found = _find(text)
    return found[0] if found else None


def parse_moment(text) -> datetime | None:
    """The first day and time in `text` as China's clock says; midnight when it names no time."""
    found = _find(text)
    return datetime.combine(*found, tzinfo=CHINA) if found else None


def is_zero_date(text) -> bool:
    """MySQL's 0000-00-00 (and 1900-01-01, 1970-01-01 of careless exports are left to the reader)."""
    return bool(
        re.fullmatch(r"0000[-/.年]?00[-/.月]?00日?(?:0?0:00(?::00)?)?", fold(str(text or "")).translate(DASHES))
    )


def _find(text):
    if isinstance(text, datetime):
        local = text.astimezone(CHINA) if text.tzinfo else text
        return local.date(), local.time()
    if isinstance(text, date):
        return text, time()
    # Blanks between digits are layout; the one between day and time is not needed to tell them apart.
    joined = fold(_separate(str(text or ""))).translate(DASHES)
    for match in NUMERIC.finditer(joined):
        day = _day(match["year"], match["month"] or match["month2"], match["day"] or match["day2"])
        if day:
            return day, _time(match)
    for match in WRITTEN.finditer(joined):
        day = _day(_year(match["year"]), _count(match["month"]), _count(match["day"]))
        if day:
            return day, time()
    return None


def _separate(text):
    """A day and an hour that only a blank tells apart (2015-03-25 19:07) get a comma, else 25 and 19 would join."""
    return re.sub(r"(\d|日)\s+(?=(?:上午|下午|[AaPp][Mm])?\s*\d{1,2}\s*[:：时点]\s*\d)", r"\1,", text)


def _day(year, month, day):
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= EARLIEST_YEAR else None


def _time(match):
    if not match["hour"]:
        return time()
    hour = int(match["hour"])
    if match["part"] in ("下午", "pm") and hour < 12:
        hour += 12
    try:
        return time(0 if hour == 24 else hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        return time()


def _year(text):
    return int("".join(str(DIGITS[char]) for char in text))


def _count(text):
    """十 is 10, 二十五 and 廿五 are 25, 元 is the first month."""
    text = text.replace("廿", "二十").replace("卅", "三十").replace("元", "一").replace("正", "一")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return DIGITS.get(ones, 0) if len(ones) == 1 else 0
    return DIGITS.get(tens, 1 if not tens else 0) * 10 + (DIGITS.get(ones, 0) if ones else 0)
