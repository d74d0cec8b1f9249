"""Says which pages of the directory became others: written with the rows, compared by whoever keeps counts of them."""

from collections import defaultdict
from collections.abc import Iterable

from disclosure.models import DirectoryEntry
from disclosure.shelves.stamps import Place, Stamps

STAMPS = Stamps("DirectoryStamp")
# What the counts and the order of the lists depend on.
COUNTED = (
    *("listed", "site_number", "portal_number", "organisation_number", "items", "theme", "genre", "validity"),
    *("published_at", "year", "words"),
)
stamp_places = STAMPS.stamp_places


def place_of(row: DirectoryEntry | None) -> Place | None:
    return (row.site_number, row.year) if row and row.listed else None


def stamp(pairs: Iterable[tuple[DirectoryEntry | None, DirectoryEntry | None]]) -> None:
    """Of rows before and after; those whose counts are the same need none."""
    pages = defaultdict(set)
    for before, after in pairs:
        if not (before and after) or any(getattr(before, name) != getattr(after, name) for name in COUNTED):
            for place in {place_of(before), place_of(after)} - {None}:
                pages[place].add((before or after).pk)
    STAMPS.stamp_pages(pages)
