"""Versions of what a site lists of a year: written with the rows, compared by whoever keeps counts of them."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Sum

from disclosure.models import DirectoryEntry, DirectoryStamp

TOKENS = 2**40
# What the counts and the order of the lists depend on.
COUNTED = (
    *("listed", "site_number", "portal_number", "organisation_number", "items", "theme", "genre", "validity"),
    *("published_at", "year"),
)


def place_of(row: DirectoryEntry | None) -> tuple[int, int] | None:
    return (row.site_number, row.year) if row and row.listed else None


def stamp(pairs: Iterable[tuple[DirectoryEntry | None, DirectoryEntry | None]]) -> None:
    """Of rows before and after; those whose counts are the same need none."""
    places = set()
    for before, after in pairs:
        if not (before and after) or any(getattr(before, name) != getattr(after, name) for name in COUNTED):
            places |= {place_of(before), place_of(after)} - {None}
    stamp_places(places)


def stamp_places(places: Collection[tuple[int, int]]) -> None:
    DirectoryStamp.objects.bulk_create(
        DirectoryStamp(site_number=site, year=year, token=1 + secrets.randbelow(TOKENS))
        for site, year in sorted(places)
    )


def versions(sites: Collection[int] | None = None) -> dict[int, int]:
    """{site: version}; of all without `sites`. One query."""
    rows = DirectoryStamp.objects.all() if sites is None else DirectoryStamp.objects.filter(site_number__in=sites)
    return {site: int(version) for site, version in rows.values_list("site_number").annotate(Sum("token")).order_by()}


def versions_by_year(sites: Collection[int]) -> dict[int, dict[int, int]]:
    """{site: {year: version}}. One query."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = DirectoryStamp.objects.filter(site_number__in=sites).values_list("site_number", "year")
    for site, year, version in rows.annotate(Sum("token")).order_by():
        found[site][year] = int(version)
    return found


@transaction.atomic
def compact() -> int:
    """Replace the stamps of each place by their sum; how many went. What is added meanwhile stays."""
    found = defaultdict(list)
    for pk, site, year, token in DirectoryStamp.objects.order_by("pk").values_list(
        "pk", "site_number", "year", "token"
    ):
        found[site, year].append((pk, token))
    several = {place: rows for place, rows in found.items() if len(rows) > 1}
    gone = [pk for rows in several.values() for pk, _ in rows]
    for start in range(0, len(gone), 5000):
        DirectoryStamp.objects.filter(pk__in=gone[start : start + 5000]).delete()
    DirectoryStamp.objects.bulk_create(
        DirectoryStamp(site_number=site, year=year, token=sum(token for _, token in rows))
        for (site, year), rows in several.items()
    )
    return len(gone)
