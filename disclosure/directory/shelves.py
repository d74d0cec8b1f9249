"""What each site lists, in the memory of the process, as sets of bits: any facets are counted together in milliseconds.

A shelf is a site's entries in the order of the lists; each facet's value has an integer with a bit for every entry that
has it. Counting under filters is AND and the number of bits, whatever is combined. Sums kept in the database for every
combination of six facets would be a hundred rows to write at each publication.

The rows in the database are what holds. `stamps` say which years of which sites became another since a shelf was read;
only those years are read anew. A shelf is never changed: threads that read it go on with the one they have.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from cms_core.catalogue.cursor import EPOCH
from disclosure.directory import stamps
from disclosure.directory.items import numbers_in
from disclosure.models import DirectoryEntry

FACETS = ("body", "item", "theme", "genre", "year", "validity")
COLUMNS = ("organisation_number", "items", "theme", "genre", "validity", "portal_number")
SECOND = 1_000_000
# Newest first: a moment in microseconds, and the page.
Key = tuple[int, int]
Bits = dict[tuple[str, object], int]


def key_of(published_at: datetime, page: int) -> Key:
    elapsed = published_at - EPOCH
    return (elapsed.days * 86_400 + elapsed.seconds) * SECOND + elapsed.microseconds, page


@dataclass(frozen=True)
class Segment:
    """A year of a site: `moments` and `pages` of its entries, newest first; bit 0 is the newest."""

    version: int
    moments: array
    pages: array
    bits: Bits

    @classmethod
    def of(cls, version: int, rows: list[tuple]) -> "Segment":
        rows = sorted(((*key_of(moment, page), *facts) for page, moment, *facts in rows), reverse=True)
        places: dict[tuple[str, object], list[int]] = defaultdict(list)
        for place, (_, _, body, items, theme, genre, validity, portal) in enumerate(rows):
            for number in numbers_of(items):
                places["item", number].append(place)
            named = (("body", body), ("theme", theme), ("genre", genre), ("validity", validity), ("portal", portal))
            for pair in named:
                if pair[1]:
                    places[pair].append(place)
        bits = {pair: bits_at(those, len(rows)) for pair, those in places.items()}
        return cls(version, array("q", (row[0] for row in rows)), array("q", (row[1] for row in rows)), bits)


@dataclass(frozen=True)
class Shelf:
    """All of a site. `totals` are the numbers without any filter."""

    version: int
    segments: dict[int, Segment]
    moments: array
    pages: array
    bits: Bits
    totals: dict[tuple[str, object], int] = field(repr=False)
    facets: dict[str, list[tuple[object, int]]] = field(repr=False)

    @property
    def all(self) -> int:
        return (1 << len(self.pages)) - 1

    @classmethod
    def of(cls, version: int, segments: dict[int, Segment]) -> "Shelf":
        moments, pages, bits = array("q"), array("q"), defaultdict(int)
        for year in sorted(segments, reverse=True):
            segment, start = segments[year], len(pages)
            if not segment.pages:
                continue
            moments.extend(segment.moments)
            pages.extend(segment.pages)
            bits["year", year] = ((1 << len(segment.pages)) - 1) << start
            for pair, own in segment.bits.items():
                bits[pair] |= own << start
        totals = {pair: own.bit_count() for pair, own in bits.items()}
        facets = {name: [(value, own) for (facet, value), own in bits.items() if facet == name] for name in FACETS}
        return cls(version, segments, moments, pages, dict(bits), totals, facets)

    def place(self, key: Key) -> int:
        """Where the entry with this key stands, or would stand."""
        return bisect_left(
            range(len(self.pages)), (-key[0], -key[1]), key=lambda at: (-self.moments[at], -self.pages[at])
        )

    def forwards(self, bits: int) -> Iterator[Key]:
        while bits:
            lowest = bits & -bits
            at = lowest.bit_length() - 1
            yield self.moments[at], self.pages[at]
            bits ^= lowest

    def backwards(self, bits: int) -> Iterator[Key]:
        while bits:
            at = bits.bit_length() - 1
            yield self.moments[at], self.pages[at]
            bits ^= 1 << at


_numbers: dict[int, list[int]] = {}


def numbers_of(items: int) -> list[int]:
    if items not in _numbers:
        _numbers[items] = numbers_in(items)
    return _numbers[items]


def bits_at(places: Iterable[int], length: int) -> int:
    found = bytearray(length // 8 + 1)
    for place in places:
        found[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(found, "little")


_shelves: dict[int, Shelf] = {}


def shelves(sites: Collection[int] | None = None) -> dict[int, Shelf]:
    """{site: shelf}, of every site without `sites`; one query, and two more where something changed."""
    wanted = stamps.versions(sites)
    stale = [site for site, version in wanted.items() if site not in _shelves or _shelves[site].version != version]
    if stale:
        refill(stale)
    return {site: _shelves[site] for site in wanted}


def refill(sites: list[int]) -> None:
    """Stamps are read before the rows: rows that come meanwhile make a shelf newer than it says; it is read again."""
    by_year = stamps.versions_by_year(sites)
    known = {site: dict(_shelves[site].segments) if site in _shelves else {} for site in sites}
    changed = {
        (site, year): version
        for site, years in by_year.items()
        for year, version in years.items()
        if year not in known[site] or known[site][year].version != version
    }
    for place, rows in read(changed).items():
        known[place[0]][place[1]] = Segment.of(changed[place], rows)
    for site, segments in known.items():
        segments = {year: segment for year, segment in segments.items() if year in by_year.get(site, ())}
        _shelves[site] = Shelf.of(sum(by_year.get(site, {}).values()), segments)


def read(places: Collection[tuple[int, int]]) -> dict[tuple[int, int], list[tuple]]:
    found: dict[tuple[int, int], list[tuple]] = {place: [] for place in places}
    rows = DirectoryEntry.objects.filter(listed=True).order_by()
    sites, years = {site for site, _ in places}, {year for _, year in places}
    # A process that begins reads all there is: a condition that names everything would only cost.
    if len(sites) * len(years) < 400:
        rows = rows.filter(site_number__in=sites, year__in=years)
    for site, year, *rest in rows.values_list("site_number", "year", "page_number", "published_at", *COLUMNS):
        if (site, year) in found:
            found[site, year].append(tuple(rest))
    return found
