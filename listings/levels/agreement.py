"""四同: what a power item has in common with the item of the basic catalogue that it rests on (section 5.1)."""

import datetime
from collections.abc import Iterable

from django.conf import settings

from cms_core.text.folding import fold
from listings import codes
from listings.errors import Fault
from listings.history.steps import on
from listings.kinds import ListKind
from listings.levels.places import basic_listing_of
from listings.models import BasicVersion, Listing
from listings.states import CURRENT
from listings.values import MODELS

# 名称、编码、类型、依据. Bodies of two levels that share a power have codes of their own.
BASIC = ("name", "code", "category", "legal_basis")
UPPER = ("name", "category", "legal_basis")
ROWS = 500


def disagreements(values: dict, upper: dict, fields: Iterable[str] = BASIC) -> list[str]:
    """The fields that differ; none for the name and the code of a sub-item into which a basic item was divided."""
    divided = is_part_of(values.get("code") or "", upper.get("code") or "")
    found = []
    for name in fields:
        mine, theirs = values.get(name) or "", upper.get(name) or ""
        if name == "code":
            agrees = not mine or divided or is_same_code(mine, theirs)
        elif name == "name" and divided:
            agrees = True
        else:
            agrees = fold(mine) == fold(theirs)
        if not agrees:
            found.append(name)
    return found


def is_same_code(code: str, basic: str) -> bool:
    """Itself, or the implementing code that is made of it; codes of different systems cannot be compared."""
    mine, theirs = codes.parse(code), codes.parse(basic)
    if mine is None or theirs is None:
        return code == basic or mine is not theirs
    comparable = ("-" in mine.text) == ("-" in theirs.text)
    return mine.text == theirs.text or bool(mine.body and mine.text.endswith(theirs.text)) or not comparable


def is_part_of(code: str, basic: str) -> bool:
    mine = codes.parse(code)
    return bool(basic and mine and mine.main) and mine.main[-len(basic) :] == basic


def basic_items(listing: Listing, wanted: Iterable[str], day: datetime.date) -> dict[str, BasicVersion] | None:
    """By code: what the basic catalogue above this list has that day; None where there is none, or nothing is wanted.

    Two queries for 500 codes.
    """
    wanted = sorted(set(wanted) - {""})
    above = basic_listing_of(listing) if wanted else None
    if above is None:
        return None
    found = {}
    for start in range(0, len(wanted), ROWS):
        rows = BasicVersion.objects.on(day).filter(
            listing=above, code__in=wanted[start : start + ROWS], state__in=CURRENT
        )
        found |= {row.code: row for row in rows}
    return found


def faults_of(listing: Listing, periods: dict, day: datetime.date) -> list[Fault]:
    """What of an adjustment would not agree that day; `periods` are {item: (line, [Period])} as it would make them."""
    if listing.kind != ListKind.POWER:
        return []
    mine = {number: period.values for number, those in periods.values() if (period := current(those, day)) is not None}
    upper = basic_items(listing, (values.get("basic_code", "") for values in mine.values()), day)
    found = []
    for number, values in sorted(mine.items()):
        code = values.get("basic_code", "")
        if not code or upper is None:
            continue
        if code not in upper:
            found.append(Fault(number, f"基本目录在生效日没有编码为“{code}”的事项。", "basic_code", code))
            continue
        above = {name: getattr(upper[code], name) for name in BASIC}
        for name in disagreements(values, above):
            reason = f"{label(name)}与基本目录不一致，基本目录为“{short(above[name], name)}”。"
            found.append(Fault(number, reason, name, short(values.get(name) or "", name)))
    return found


def current(periods, day):
    period = on(periods, day)
    return period if period is not None and period.state in CURRENT else None


def strict() -> bool:
    return settings.PORTAL_BASIC_STRICT


def label(name: str) -> str:
    return MODELS[ListKind.POWER]._meta.get_field(name).verbose_name


def short(text: str, name: str, most: int = 60) -> str:
    if name == "category":
        text = dict(MODELS[ListKind.POWER]._meta.get_field(name).flatchoices).get(text, text)
    return text if len(text) <= most else f"{text[:most]}…"
