"""Counts by body, category, level and theme, from cells that are kept for every combination of the four.

A facet under filters is the sum of the cells of one mask: the facet and the filters. So it costs the same whether the
list has 600 items or 60,000. A filter may name several values, and `listing` several lists by their ids.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from itertools import product

from django.db.models import Sum, Value

from listings.models import FOREVER, Cell, Listed, Listing
from listings.states import CURRENT

# Each has its bit in `Cell.mask`.
DIMENSIONS = ("organisation", "category", "level", "theme")
BITS = {name: 1 << place for place, name in enumerate(DIMENSIONS)}
COLUMNS = {"organisation": "organisation_number", "category": "category", "level": "level", "theme": "theme"}
NOTHING = {"organisation": 0, "category": "", "level": 0, "theme": ""}
EVERYWHERE = 0
SEVERAL = (frozenset, set, list, tuple)
ROWS = 2000


def contributions(rows: Iterable[Listed]) -> Counter:
    """{(kind, listing, organisation, category, level, theme, day): +1 or -1}; periods alike in all of it join."""
    found: Counter = Counter()
    for row in rows:
        if row.state in CURRENT:
            place = (row.kind, row.listing_id, row.organisation_id, row.category, row.level, row.theme)
            found[(*place, row.valid_from)] += 1
            if row.valid_until != FOREVER:
                found[(*place, row.valid_until)] -= 1
    return found


def follow(change: Counter) -> None:
    """Write what the cells must add: the contributions of new rows less those of the rows they replace."""
    Cell.objects.bulk_create(cells_of(change), batch_size=ROWS)


def cells_of(change: Counter) -> list[Cell]:
    sums: Counter = Counter()
    for (kind, listing, *place, day), delta in change.items():
        if not delta:
            continue
        for scope, mask in product((listing, EVERYWHERE), range(1 << len(DIMENSIONS))):
            kept = tuple(
                value if mask & BITS[name] else NOTHING[name] for name, value in zip(DIMENSIONS, place, strict=True)
            )
            sums[(kind, scope, mask, kept, day)] += delta
    return [
        Cell(
            kind=kind,
            listing_number=scope,
            mask=mask,
            day=day,
            delta=delta,
            **{COLUMNS[name]: value for name, value in zip(DIMENSIONS, kept, strict=True)},
        )
        for (kind, scope, mask, kept, day), delta in sums.items()
        if delta
    ]


def total(kind: str, listing: Listing | None, day: datetime.date, filters: dict) -> int:
    """How many are on the list that day; `filters` by names of DIMENSIONS. One query."""
    return cells(kind, listing, day, filters).aggregate(sum=Sum("delta"))["sum"] or 0


def totals(listings: Iterable[Listing], day: datetime.date) -> dict[int, int]:
    """{listing id: how many are on it that day}, of any kinds; one query."""
    rows = Cell.objects.filter(listing_number__in=[one.pk for one in listings], mask=0, day__lte=day)
    return dict(rows.values_list("listing_number").annotate(sum=Sum("delta")).order_by())


def facet(kind: str, listing: Listing | None, day: datetime.date, name: str, filters: dict) -> dict:
    """{value: count} of `name`, as if it were not filtered itself. One query."""
    others = {key: value for key, value in filters.items() if key != name}
    column = COLUMNS[name]
    rows = cells(kind, listing, day, others, name).values_list(column).annotate(sum=Sum("delta")).order_by()
    return {value: count for value, count in rows if count and value != NOTHING[name]}


def facets(kind: str, listing, day: datetime.date, filters: dict) -> dict[str, dict]:
    """{name: {value: count}} of all four, each as `facet` gives it; one query."""
    parts = []
    for name in DIMENSIONS:
        others = {key: value for key, value in filters.items() if key != name}
        rows = cells(kind, listing, day, others, name).annotate(which=Value(name))
        parts.append(rows.values_list("which", *COLUMNS.values()).annotate(sum=Sum("delta")).order_by())
    found: dict[str, Counter] = {name: Counter() for name in DIMENSIONS}
    for which, *place, count in parts[0].union(*parts[1:], all=True):
        value = place[DIMENSIONS.index(which)]
        if value != NOTHING[which]:
            # Where a filter names several values, each has its own rows.
            found[which][value] += count
    return {name: {value: count for value, count in counts.items() if count} for name, counts in found.items()}


def steps(kind: str, listing, until: datetime.date, filters: dict) -> list[tuple[datetime.date, int]]:
    """(day, how many more or fewer from it on), the earliest first; one query."""
    rows = cells(kind, listing, until, filters).values_list("day").annotate(sum=Sum("delta")).order_by("day")
    return [(day, count) for day, count in rows if count]


def listings(kind: str, day: datetime.date, filters: dict) -> dict[int, int]:
    """{listing id: count} over the province. One query."""
    rows = (
        cells(kind, None, day, filters, every=True).values_list("listing_number").annotate(sum=Sum("delta")).order_by()
    )
    return {listing: count for listing, count in rows if count}


def cells(kind, listing, day, filters: dict, more: str = "", *, every: bool = False):
    mask = sum(BITS[name] for name in {*filters, *([more] if more else [])})
    # Named one by one: a range of lists would read all that is counted of each.
    lists = {"listing_number__in": Listing.objects.filter(kind=kind).values("pk")} if every else None
    if isinstance(listing, SEVERAL):
        scope = {"listing_number__in": listing}
    else:
        scope = lists or {"listing_number": listing.pk if listing else EVERYWHERE}
    narrowed = {}
    for name, value in filters.items():
        narrowed[f"{COLUMNS[name]}__in" if isinstance(value, SEVERAL) else COLUMNS[name]] = value
    return Cell.objects.filter(kind=kind, mask=mask, day__lte=day, **scope, **narrowed)
