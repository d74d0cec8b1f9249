"""The values of a record in plain form: from what a person types or a workbook holds, and as the public reads them."""

import datetime
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from cms_core.text.folding import fold
from disclosure import masking
from disclosure.models import SunshineRecord
from disclosure.sunshine.domains import Domain, Field

LONGEST = {"text": 300, "name": 60, "long": 8000, "url": 500}
YEARS = (1949, 2100)
DAY_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")
EXCEL_EPOCH = datetime.date(1899, 12, 30)
ERROR = re.compile(r"#(?:n/a|ref!|value!|name\?|div/0!|num!|null!)", re.IGNORECASE)
TEN_THOUSANDTHS = 6
MOST = Decimal(10) ** 12


class Unreadable(ValueError):
    """What was written cannot be a value of this field."""


def clean(domain: Domain, written: dict) -> tuple[dict, dict[str, str]]:
    """(plain values without the empty ones, {field: reason})."""
    values, faults = {}, {}
    for field in domain.fields:
        try:
            value = read(field, written.get(field.name))
        except Unreadable as error:
            faults[field.name] = str(error)
            continue
        if value is None and field.required:
            faults[field.name] = f"缺少“{field.label}”。"
        elif value is not None:
            values[field.name] = value
    return values, faults


def read(field: Field, value):
    """None for what is empty. Raises Unreadable."""
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, str):
        value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
        if ERROR.fullmatch(value):
            raise Unreadable(f"单元格里的公式出错（{value}），请改正公式，或直接填写内容。")
    if value in (None, ""):
        return None
    return READERS.get(field.type, read_text)(field, value)


def plain_text(value) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def read_text(field: Field, value) -> str:
    text = plain_text(value)
    if field.type != "long":
        text = " ".join(text.split())
    most = LONGEST.get(field.type, 300)
    if len(text) > most:
        raise Unreadable(f"“{field.label}”最多 {most} 字，现有 {len(text)} 字。")
    if kind := masking.number_of_person(text):
        raise Unreadable(f"“{field.label}”含有{kind}，不得公开，请删去后再填。")
    return text


def read_name(field: Field, value) -> str:
    return masking.name(read_text(field, value))


def read_number(field: Field, value) -> Decimal:
    text = unicodedata.normalize("NFKC", repr(value) if isinstance(value, float) else plain_text(value))
    text = text.replace(",", "").replace(" ", "").removesuffix("万元")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Unreadable(f"“{field.label}”应为数字，不是“{plain_text(value)[:40]}”。") from None
    if not number.is_finite() or abs(number) >= MOST:
        raise Unreadable(f"“{field.label}”的数字过大，请核对单位（万元）。")
    return number


def read_amount(field: Field, value) -> str:
    """万元 with up to six decimals; a float of Excel is rounded there, a typed text with more is refused."""
    number = read_number(field, value)
    if number < 0 and not field.signed:
        raise Unreadable(f"“{field.label}”不能是负数，请核对。")
    rounded = round(number, TEN_THOUSANDTHS)
    if not isinstance(value, float) and rounded != number:
        raise Unreadable(f"“{field.label}”最多 {TEN_THOUSANDTHS} 位小数（万元）。")
    return format(rounded.normalize() + 0, "f")


def read_whole(field: Field, value) -> int:
    number = read_number(field, value)
    if number != int(number) or number < 0:
        raise Unreadable(f"“{field.label}”应为不小于 0 的整数。")
    return int(number)


def read_year(field: Field, value) -> int:
    if isinstance(value, str):
        value = unicodedata.normalize("NFKC", value).removesuffix("年度").removesuffix("年")
    year = read_whole(field, value)
    if not YEARS[0] <= year <= YEARS[1]:
        raise Unreadable(f"“{field.label}”应为四位年份，如 2026。")
    return year


def read_day(field: Field, value) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool) and 10_000 <= value < 80_000:
        return (EXCEL_EPOCH + datetime.timedelta(days=int(value))).isoformat()
    text = unicodedata.normalize("NFKC", plain_text(value)).removesuffix(" 00:00:00").strip()
    for form in DAY_FORMS:
        try:
            day = datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
        if YEARS[0] <= day.year <= YEARS[1]:
            return day.isoformat()
    raise Unreadable(f"“{field.label}”应为日期，如 2026-06-30，不是“{text[:40]}”。")


def read_choice(field: Field, value) -> str:
    known = {fold(label): key for key, label in field.choices.items()} | {fold(key): key for key in field.choices}
    text = plain_text(value)
    if fold(text) not in known:
        raise Unreadable(f"“{field.label}”没有“{text[:40]}”，可填：{'、'.join(field.choices.values())}。")
    return known[fold(text)]


def read_url(field: Field, value) -> str:
    text = read_text(field, value)
    if not re.match(r"https?://[^\s/]+", text):
        raise Unreadable(f"“{field.label}”应为网址，以 http:// 或 https:// 开头。")
    return text


READERS = {
    "name": read_name, "amount": read_amount, "number": read_whole, "year": read_year, "day": read_day,
    "choice": read_choice, "url": read_url,
}  # fmt: skip


def shown(field: Field, value, digits: int | None = None) -> str:
    """As the public reads it; `digits` as `amount` has them."""
    if value in (None, ""):
        return ""
    if field.type == "choice":
        return field.choices.get(value, str(value))
    if field.masked:
        # Masked when it was taken in, and again: whatever wrote it, no whole name is shown.
        return masking.name(str(value))
    if field.type == "amount":
        return amount(value, digits)
    if field.type == "number":
        return f"{value:,}"
    if field.type == "year":
        return str(value)
    return str(value)


def amount(value, digits: int | None = None) -> str:
    """1234567.5 → 1,234,567.50; further decimals stay where there are any. `digits` of what stands in one column."""
    return f"{Decimal(value):,.{digits_of([value]) if digits is None else digits}f}"


def digits_of(values: Iterable) -> int:
    """How many decimals amounts that are read one below the other have: those of the longest, at least two, or none."""
    most = 0
    for value in values:
        number = Decimal(value)
        if number != int(number):
            most = max(most, 2, -number.normalize().as_tuple().exponent)
    return most


def fill(domain: Domain, record: SunshineRecord) -> None:
    """The record's own columns from its values."""
    values = record.values
    for name in ("year", "day", "category", "stage", "scope", "amount"):
        field = domain.holding(name)
        value = values.get(field.name) if field else None
        if name == "day":
            value = datetime.date.fromisoformat(value) if value else None
        if name == "amount":
            value = Decimal(value) if value is not None else None
        blank = None if name in ("year", "day", "amount") else ""
        setattr(record, name, value if value is not None else blank)
    if record.year is None and record.day:
        record.year = record.day.year
    record.category = record.category[:60]
    record.title = title_of(domain, values)[:300]
    record.identity = identity_of(domain, record.organisation_id, values)


def title_of(domain: Domain, values: dict) -> str:
    """Its own, else what it is of: 2026年 本级政府 预算 教育支出."""
    own = domain.holding("title")
    name = str(values.get(own.name, "")) if own else ""
    if name and not own.masked:
        return name
    parts = [
        f"{values[field.name]}年" if field.type == "year" else shown(field, values.get(field.name))
        for field in domain.fields
        if field.key and field.name != "number" and values.get(field.name) not in (None, "")
    ]
    if name:
        # A person is never the whole of a title: what it is about stands first.
        return " ".join([*parts, name])
    return " ".join([*parts, *([] if domain.holding("category") else [domain.title])])


def identity_of(domain: Domain, organisation: int, values: dict) -> str:
    parts = [str(organisation), *(fold(str(values.get(field.name, ""))) for field in domain.fields if field.key)]
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()
