"""Records by key, the newest first: the thousandth page costs what the first does."""

import datetime
import re
from dataclasses import dataclass

from django.db.models import Q

SIZE = 20
# Microseconds since 1970, and the record's key.
FORM = re.compile(r"([ab])~(\d{1,17})~(\d{1,18})")
BEGIN = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)


@dataclass(frozen=True)
class Page:
    rows: list
    previous: str = ""
    next: str = ""


def page_of(found, cursor: str, size: int = SIZE) -> Page:
    """One query. A cursor that says nothing is the first page."""
    match = FORM.fullmatch(cursor)
    at = moment_of(int(match[2])) if match else None
    if at is None:
        rows = list(found.order_by("-published_at", "-pk")[: size + 1])
        return Page(rows[:size], "", cursor_at("a", rows[size - 1]) if len(rows) > size else "")
    side, pk = match[1], int(match[3])
    # The first condition is what the index can use.
    if side == "b":
        newer = found.filter(Q(published_at__gte=at) & (Q(published_at__gt=at) | Q(pk__gt=pk)))
        rows = list(newer.order_by("published_at", "pk")[: size + 1])
        shown = rows[:size][::-1]
        before = cursor_at("b", shown[0]) if len(rows) > size else ""
        return Page(shown, before, cursor_at("a", shown[-1]) if shown else "")
    older = found.filter(Q(published_at__lte=at) & (Q(published_at__lt=at) | Q(pk__lt=pk)))
    rows = list(older.order_by("-published_at", "-pk")[: size + 1])
    shown = rows[:size]
    after = cursor_at("a", shown[-1]) if len(rows) > size else ""
    return Page(shown, cursor_at("b", shown[0]) if shown else "", after)


def cursor_at(side: str, record) -> str:
    return f"{side}~{(record.published_at - BEGIN) // MICROSECOND}~{record.pk}"


def moment_of(number: int) -> datetime.datetime | None:
    try:
        return BEGIN + number * MICROSECOND
    except OverflowError:
        return None
