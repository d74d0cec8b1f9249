"""The counts that are kept, against a count of the rows, and those of the province against the sum of the lists."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Case, F, Q, Sum, When

from listings import counts
from listings.history.verify_chain import Fault
from listings.models import Cell, Listed, Listing

KEYS = ("kind", "mask", "organisation_number", "category", "level", "theme", "day")
REBUILD = "请运行 rebuild_listings。"


def count_faults(listing: Listing) -> Iterator[Fault]:
    wanted = Counter()
    for cell in counts.cells_of(counts.contributions(Listed.objects.filter(listing=listing).iterator(2000))):
        if cell.listing_number == listing.pk:
            wanted[tuple(getattr(cell, name) for name in KEYS)] += cell.delta
    stored = Counter()
    rows = Cell.objects.filter(listing_number=listing.pk).values(*KEYS)
    for row in rows.annotate(sum=Sum("delta")).order_by():
        stored[tuple(row[name] for name in KEYS)] += row["sum"]
    if +(wanted - stored) or +(stored - wanted):
        yield "计数", f"与列表中的行不符，{REBUILD}"


def province_faults(kind: str) -> Iterator[Fault]:
    """One statement, so that approvals meanwhile are in both or in neither."""
    everywhere = Q(listing_number=counts.EVERYWHERE)
    cells = Cell.objects.filter(everywhere | Q(listing_number__in=Listing.objects.filter(kind=kind).values("pk")))
    signed = Sum(Case(When(everywhere, then=F("delta")), default=-F("delta")))
    if cells.filter(kind=kind).values(*KEYS).annotate(rest=signed).exclude(rest=0).order_by().exists():
        yield "全省计数", f"不是各清单计数之和，{REBUILD}"
