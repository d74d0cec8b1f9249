"""What stands in the cells of a table of contents: years, numbers of issues, pages; also in Chinese numerals."""

import re
from datetime import date, datetime, time, timedelta

from cms_core.text.folding import fold

DIGITS = {char: value for value, chars in enumerate(("〇○零oо", *"一二三四五六七八九")) for char in chars}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[〇○零一二三四五六七八九十百千]+"
AMOUNT = rf"\d+|{NUMERAL}"
YEAR = re.compile(rf"(?P<year>(?:\d{{4}}|{NUMERAL}))(?:\.0+)?年?(?:度)?$")
ISSUE = re.compile(
    rf"(?:(?P<year>\d{{4}}|[〇○零一二三四五六七八九]{{4}})年)?"
    rf"(?:第?(?P<number>{AMOUNT})(?:\.0+)?(?:(?P<join>[-—–~、,和至])第?(?P<until>{AMOUNT}))?期?(?P<name>合刊|增刊|专刊|特刊)?)?"
    rf"[〔,]*(?:总第?(?P<serial>{AMOUNT})(?:[-—–~、,]\d+)?期?)?〕*$"
)
PAGES = re.compile(r"第?p?(?P<first>\d+)(?:\.0+)?页?(?:[-—–~至,]+第?p?(?P<last>\d+)页?)?$")
ERROR = re.compile(r"#(?:n/a|ref!|value!|name\?|div/0!|num!|null!|spill!|calc!|getting_data)", re.IGNORECASE)
EXCEL_EPOCH = date(1899, 12, 30)
# Excel's number of a day, between 1920 and 2100, where a cell lost its date format.
EXCEL_DAY = re.compile(r"(?P<day>[1-7]\d{4}|\d{4,5}(?=\.0*$))(?:\.\d+)?")
EARLIEST, LATEST = 1900, 2100
DATES = ("publication_day", "date_written", "published_at", "date_effective", "date_repealed")


def as_text(cell) -> str:
    """A cell as a person reads it: days without midnight, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        shown = cell.replace(tzinfo=None, microsecond=0)
        return shown.date().isoformat() if shown.time() == time() else shown.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return ""
    return str(cell)


def amount(text: str) -> int | None:
    """7, 十二, 一百零三, 一〇七四, 二〇一五."""
    if text.isdecimal():
        return int(text)
    if not text or any(char not in DIGITS and char not in UNITS for char in text):
        return None
    if not any(char in UNITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total, digit = 0, None
    for char in text:
        if char in UNITS:
            total += (1 if digit is None else digit) * UNITS[char]
            digit = None
        else:
            digit = DIGITS[char] or None
    return total + (digit or 0)


def read_year(text: str) -> int | None:
    found = YEAR.match(fold(text))
    year = amount(found["year"]) if found else None
    return year if year and EARLIEST <= year <= LATEST else None


def read_issue(text: str) -> dict:
    """year, number, serial and name as far as the text tells them: 7, 第7期(总第1074期), 2015年第7期, 第7、8期合刊.

    Empty when it is none of these. The number of a double issue is its first, the name says the rest.
    """
    found = ISSUE.match(fold(text))
    if not found or not (found["number"] or found["serial"]):
        return {}
    told = {"year": found["year"], "number": found["number"], "serial": found["serial"]}
    told = {name: amount(value) for name, value in told.items() if value}
    if any(value is None for value in told.values()):
        return {}
    if found["until"]:
        told["name"] = f"第{told['number']}、{amount(found['until'])}期合刊"
    elif found["name"]:
        told["name"] = found["name"]
    return told


def read_serial(text: str) -> int | None:
    folded = fold(text)
    found = read_issue(folded if "总" in folded else f"总第{folded.removeprefix('第').removesuffix('期')}期")
    return found.get("serial")


def read_pages(text: str) -> tuple[int, int] | None:
    found = PAGES.match(fold(text))
    if not found:
        return None
    first = int(found["first"])
    return first, int(found["last"] or first)


def plain_day(text: str) -> str:
    """The text of a date cell, with Excel's count of days turned into a day."""
    found = EXCEL_DAY.fullmatch(text.strip())
    if found and 7000 < int(found["day"]) < 80000:
        return (EXCEL_EPOCH + timedelta(days=int(found["day"]))).isoformat()
    return text


def is_error(text: str) -> bool:
    return bool(ERROR.fullmatch(text.strip()))
