"""Sums up the cells of one key and day: every approval adds rows, and no count of any day may change by this."""

import datetime
from collections import defaultdict

from django.db import transaction
from django.db.models import Count

from listings.models import Cell, Listing

KEY = ("organisation_number", "category", "level", "theme", "day")
SLICE = ("kind", "listing_number", "mask")
ROWS = 500


def compact_cells(now: datetime.datetime | None = None) -> int:
    """How many rows fewer there are. Each slice is a transaction: killed between two, nothing is lost."""
    repeated = Cell.objects.values(*SLICE, *KEY).annotate(rows=Count("pk")).filter(rows__gt=1).order_by()
    slices = sorted({tuple(one[name] for name in SLICE) for one in repeated.iterator(2000)})
    return sum(compact_slice(*one) for one in slices)


@transaction.atomic
def compact_slice(kind: str, listing_number: int, mask: int) -> int:
    """Approvals may go on: they only add rows, and what this has not seen it leaves alone.

    The lock keeps away another run, and `rebuild_listings`, which locks every list: it would not see the new sums.
    """
    list(Listing.objects.select_for_update().filter(kind=kind).order_by("pk").values_list("pk")[:1])
    together = defaultdict(list)
    rows = Cell.objects.filter(kind=kind, listing_number=listing_number, mask=mask)
    for pk, delta, *key in rows.values_list("pk", "delta", *KEY).iterator(2000):
        together[tuple(key)].append((pk, delta))
    gone, sums = [], []
    for key, those in together.items():
        if len(those) == 1:
            continue
        gone += [pk for pk, _ in those]
        if total := sum(delta for _, delta in those):
            place = dict(zip(KEY, key, strict=True))
            sums.append(Cell(kind=kind, listing_number=listing_number, mask=mask, delta=total, **place))
    for start in range(0, len(gone), ROWS):
        Cell.objects.filter(pk__in=gone[start : start + ROWS]).delete()
    Cell.objects.bulk_create(sums, batch_size=ROWS)
    return len(gone) - len(sums)
