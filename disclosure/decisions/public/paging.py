"""Pages by key, newest first: the thousandth costs what the first does."""

import datetime
import re
from dataclasses import dataclass

from django.db.models import Q

SIZE = 20
FORM = re.compile(r"([ab])~(\d{4}-\d\d-\d\d)~(\d{1,18})")


@dataclass(frozen=True)
class Page:
    rows: list
    previous: str = ""
    next: str = ""


def page_of(found, cursor: str, size: int = SIZE) -> Page:
    """One query. A cursor that says nothing is the first page."""
    match = FORM.fullmatch(cursor)
    day = day_of(match[2]) if match else None
    if day is None:
        rows = list(found.order_by("-decided_on", "-pk")[: size + 1])
        return Page(rows[:size], "", cursor_at("a", rows[size - 1]) if len(rows) > size else "")
    side, pk = match[1], int(match[3])
    if side == "b":
        newer = found.filter(Q(decided_on__gte=day) & (Q(decided_on__gt=day) | Q(pk__gt=pk)))
        rows = list(newer.order_by("decided_on", "pk")[: size + 1])
        shown = rows[:size][::-1]
        before = cursor_at("b", shown[0]) if len(rows) > size else ""
        return Page(shown, before, cursor_at("a", shown[-1]) if shown else "")
    older = found.filter(Q(decided_on__lte=day) & (Q(decided_on__lt=day) | Q(pk__lt=pk)))
    rows = list(older.order_by("-decided_on", "-pk")[: size + 1])
    shown = rows[:size]
    after = cursor_at("a", shown[-1]) if len(rows) > size else ""
    return Page(shown, cursor_at("b", shown[0]) if shown else "", after)


def cursor_at(side: str, row) -> str:
    return f"{side}~{row.decided_on.isoformat()}~{row.pk}"


def day_of(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
