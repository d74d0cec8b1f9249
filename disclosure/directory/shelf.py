"""What one site lists, as sets of bits: a number for every value of every facet, with a bit for each entry that has it.

Counting under filters is AND and the number of bits, whatever is combined. Entries stand oldest first: what is
published today is added at the end, and only the few numbers of its own values become others.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from itertools import accumulate

from cms_core.catalogue.cursor import EPOCH
from disclosure.directory.items import numbers_in

FACETS = ("body", "item", "theme", "genre", "year", "validity")
# Of a row, after its page and moment.
COLUMNS = ("organisation_number", "items", "theme", "genre", "year", "validity", "portal_number", "words")
SECOND = 1_000_000
# A moment in microseconds, and the page: lists are in the order of these, newest first.
Key = tuple[int, int]
Bits = dict[tuple[str, object], int]


def key_of(published_at: datetime, page: int) -> Key:
    elapsed = published_at - EPOCH
    return (elapsed.days * 86_400 + elapsed.seconds) * SECOND + elapsed.microseconds, page


@dataclass(frozen=True)
class Shelf:
    """Never changed: threads that read one go on with it.

    `bits` has the facets, and besides ("first", first level of a theme) and ("portal", home). `words` is what the
    search box looks through, a line each, `lengths` the bytes of the lines. `years`: the stamps that it has seen.
    """

    moments: array = field(default_factory=lambda: array("q"))
    pages: array = field(default_factory=lambda: array("q"))
    lengths: array = field(default_factory=lambda: array("I"))
    words: bytes = b""
    bits: Bits = field(default_factory=dict, repr=False)
    years: dict[int, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[tuple], years: dict[int, frozenset[int]] | None = None) -> "Shelf":
        """`rows` of page, moment and COLUMNS."""
        rows = sorted((*key_of(moment, page), *facts) for page, moment, *facts in rows)
        places: dict[tuple[str, object], list[int]] = defaultdict(list)
        for place, (_, _, body, items, theme, genre, year, validity, portal, _) in enumerate(rows):
            for pair in pairs_of(body, items, theme, genre, year, validity, portal):
                places[pair].append(place)
        lines = [f"{row[-1]}\n".encode() for row in rows]
        return cls(
            array("q", (row[0] for row in rows)),
            array("q", (row[1] for row in rows)),
            array("I", map(len, lines)),
            b"".join(lines),
            {pair: bits_at(those, len(rows)) for pair, those in places.items()},
            years or {},
        )

    @cached_property
    def version(self) -> int:
        return sum(map(sum, self.years.values()))

    @cached_property
    def all(self) -> int:
        return (1 << len(self.pages)) - 1

    @cached_property
    def totals(self) -> dict[tuple[str, object], int]:
        """The numbers without any filter."""
        return {pair: own.bit_count() for pair, own in self.bits.items()}

    @cached_property
    def facets(self) -> dict[str, list[tuple[object, int]]]:
        """{facet: [(value, bits)]}, and "first" beside them."""
        found = {name: [] for name in (*FACETS, "first", "portal")}
        for (facet, value), own in self.bits.items():
            found[facet].append((value, own))
        return found

    @cached_property
    def themes(self) -> dict[str, list[tuple[object, int]]]:
        """{first level: [(first/second, bits)]}"""
        found = defaultdict(list)
        for theme, own in self.facets["theme"]:
            if "/" in theme:
                found[theme.partition("/")[0]].append((theme, own))
        return found

    @cached_property
    def ends(self) -> array:
        """Where each line of `words` ends."""
        return array("Q", accumulate(self.lengths))

    def place(self, key: Key) -> int:
        """Where the entry with this key stands, or would stand."""
        start = bisect_left(self.moments, key[0])
        return bisect_left(self.pages, key[1], start, bisect_right(self.moments, key[0], start))

    def has(self, key: Key) -> bool:
        place = self.place(key)
        return place < len(self.pages) and (self.moments[place], self.pages[place]) == key

    def spliced(self, start: int, end: int, piece: "Shelf") -> "Shelf":
        """With `piece` in the place of what stands from `start` to `end`."""
        begin, stop = (
            sum(self.lengths[:place]) if place < len(self.pages) else len(self.words) for place in (start, end)
        )
        bits, low, after = dict(self.bits), (1 << start) - 1, start + len(piece.pages)
        if start < len(self.pages):
            bits = {pair: own & low | own >> end << after for pair, own in bits.items()}
        for pair, own in piece.bits.items():
            bits[pair] = bits.get(pair, 0) | own << start
        return Shelf(
            self.moments[:start] + piece.moments + self.moments[end:],
            self.pages[:start] + piece.pages + self.pages[end:],
            self.lengths[:start] + piece.lengths + self.lengths[end:],
            self.words[:begin] + piece.words + self.words[stop:],
            {pair: own for pair, own in bits.items() if own},
            self.years,
        )

    def with_year(self, year: int, piece: "Shelf") -> "Shelf":
        """With `piece` as all of a year. A year stands together, for moments and years are of one calendar."""
        own = self.bits.get(("year", year), 0)
        start = sum(number for (facet, value), number in self.totals.items() if facet == "year" and value < year)
        return self.spliced(start, start + own.bit_count(), piece)

    def without_page(self, page: int) -> "Shelf":
        try:
            place = self.pages.index(page)
        except ValueError:
            return self
        return self.spliced(place, place + 1, Shelf())

    def with_row(self, row: tuple) -> "Shelf":
        piece = Shelf.of([row])
        place = self.place((piece.moments[0], piece.pages[0]))
        return self.spliced(place, place, piece)

    def newest_first(self, bits: int) -> Iterator[Key]:
        while bits:
            at = bits.bit_length() - 1
            yield self.moments[at], self.pages[at]
            bits ^= 1 << at

    def oldest_first(self, bits: int) -> Iterator[Key]:
        while bits:
            at = (bits & -bits).bit_length() - 1
            yield self.moments[at], self.pages[at]
            bits &= bits - 1


def pairs_of(body, items, theme, genre, year, validity, portal) -> Iterator[tuple[str, object]]:
    for number in numbers_of(items):
        yield "item", number
    if theme:
        yield "theme", theme
        yield "first", theme.partition("/")[0]
    named = (("body", body), ("genre", genre), ("year", year), ("validity", validity), ("portal", portal))
    for pair in named:
        if pair[1]:
            yield pair


@cache
def numbers_of(items: int) -> list[int]:
    return numbers_in(items)


def bits_at(places: Iterable[int], length: int) -> int:
    found = bytearray(length // 8 + 1)
    for place in places:
        found[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(found, "little")
