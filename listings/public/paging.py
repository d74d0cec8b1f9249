"""Pages of a list by key (place, code, item), in both directions: page 3,000 costs what page 1 costs."""

import re
from dataclasses import dataclass

from django.db.models import Q

ORDER = ("place", "code", "item")
BACKWARDS = ("-place", "-code", "-item")
FORM = re.compile(r"([ab])~([0-9A-Z]{0,255})~([^\0]{0,80})~([0-9]{1,18})")
LAST = "z"


@dataclass(frozen=True)
class Page:
    """`previous`, `next`, `last` are cursors, "" where there is none."""

    rows: list
    previous: str = ""
    next: str = ""
    last: str = ""


def page_of(found, cursor: str, size: int) -> Page:
    """`found`: a queryset of `Listed`. Whatever is no cursor gives the first page. One query."""
    if cursor == LAST:
        rows = list(found.order_by(*BACKWARDS)[: size + 1])
        return Page(rows[size - 1 :: -1] if len(rows) > size else rows[::-1], key_of("b", rows, size))
    match = FORM.fullmatch(cursor or "")
    side, place, code, item = match.groups() if match else ("a", "", "", "0")
    if side == "b":
        rows = list(found.filter(before(place, code, int(item))).order_by(*BACKWARDS)[: size + 1])
        shown = rows[:size][::-1]
        return Page(shown, key_of("b", rows, size), cursor_at("a", shown[-1]) if shown else "", LAST)
    if match:
        found = found.filter(after(place, code, int(item)))
    rows = list(found.order_by(*ORDER)[: size + 1])
    shown, more = rows[:size], len(rows) > size
    previous = cursor_at("b", shown[0]) if match and shown else ""
    return Page(shown, previous, cursor_at("a", shown[-1]) if more else "", LAST if more else "")


def key_of(side: str, rows: list, size: int) -> str:
    """Of a page read backwards: what stands before it."""
    return cursor_at(side, rows[size - 1]) if len(rows) > size else ""


def cursor_at(side: str, row) -> str:
    return f"{side}~{row.place}~{row.code}~{row.item_id}"


def after(place: str, code: str, item: int) -> Q:
    """The first condition is implied by the rest: it is the one that the index is entered by."""
    behind = Q(code__gt=code) | Q(code=code, item__gt=item)
    return Q(place__gte=place) & (Q(place__gt=place) | (Q(place=place) & behind))


def before(place: str, code: str, item: int) -> Q:
    ahead = Q(code__lt=code) | Q(code=code, item__lt=item)
    return Q(place__lte=place) & (Q(place__lt=place) | (Q(place=place) & ahead))
