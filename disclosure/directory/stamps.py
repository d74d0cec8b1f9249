"""Versions of what a site lists of a year: written with the rows, compared by whoever keeps counts of them."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Sum

from disclosure.models import DirectoryEntry, DirectoryStamp

TOKENS = 2**40
# Instead of a page: the year as a whole.
WHOLE = 0
# Rows of one change that are named page by page.
NAMED = 20
# What the counts and the order of the lists depend on.
COUNTED = (
    *("listed", "site_number", "portal_number", "organisation_number", "items", "theme", "genre", "validity"),
    *("published_at", "year", "words"),
)


def place_of(row: DirectoryEntry | None) -> tuple[int, int] | None:
    return (row.site_number, row.year) if row and row.listed else None


def stamp(pairs: Iterable[tuple[DirectoryEntry | None, DirectoryEntry | None]]) -> None:
    """Of rows before and after; those whose counts are the same need none. Few are named, of many the places alone."""
    pages = defaultdict(set)
    for before, after in pairs:
        if not (before and after) or any(getattr(before, name) != getattr(after, name) for name in COUNTED):
            for place in {place_of(before), place_of(after)} - {None}:
                pages[place].add((before or after).pk)
    if sum(map(len, pages.values())) > NAMED:
        stamp_places(pages)
    else:
        add((*place, page) for place, those in sorted(pages.items()) for page in sorted(those))


def stamp_places(places: Collection[tuple[int, int]]) -> None:
    add((site, year, WHOLE) for site, year in sorted(places))


def add(rows: Iterable[tuple[int, int, int]]) -> None:
    DirectoryStamp.objects.bulk_create(
        DirectoryStamp(site_number=site, year=year, page=page, token=1 + secrets.randbelow(TOKENS))
        for site, year, page in rows
    )


def versions(sites: Collection[int] | None = None) -> dict[int, int]:
    """{site: version}; of all without `sites`. One query."""
    rows = DirectoryStamp.objects.all() if sites is None else DirectoryStamp.objects.filter(site_number__in=sites)
    return {site: int(version) for site, version in rows.values_list("site_number").annotate(Sum("token")).order_by()}


def told(sites: Collection[int]) -> dict[int, dict[int, dict[int, int]]]:
    """{site: {year: {token: page}}}. One query."""
    found: dict[int, dict[int, dict[int, int]]] = {site: defaultdict(dict) for site in sites}
    rows = DirectoryStamp.objects.filter(site_number__in=sites).order_by()
    for site, year, token, page in rows.values_list("site_number", "year", "token", "page"):
        found[site][year][token] = page
    return found


def pages_since(known: frozenset[int], tokens: dict[int, int]) -> set[int] | None:
    """The pages of the tokens that are not known yet; None where the whole year has to be read."""
    if (kept := sum(known)) in tokens:
        # What was known is one stamp now (`compact`).
        known = frozenset([kept])
    if not known <= tokens.keys():
        return None
    pages = {page for token, page in tokens.items() if token not in known}
    return None if WHOLE in pages else pages


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
