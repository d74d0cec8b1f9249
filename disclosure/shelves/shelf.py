"""What one site lists, as sets of bits: a number for every value of every facet, with a bit for each entry that has it.

Counting under filters is AND and the number of bits, whatever is combined. Entries stand oldest first: what is
published today is added at the end, and only the few numbers of its own values become others.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, compress
from typing import NamedTuple

# A moment as a number, and the page: lists are in the order of these, newest first.
Key = tuple[int, int]
Pair = tuple[str, object]
Bits = dict[Pair, int]


class Row(NamedTuple):
    """An entry: `pairs` are its facets, `words` is what the search box looks through, `end` the last day it is listed
    (its ordinal; 0 where none ends by itself)."""

    moment: int
    page: int
    pairs: tuple[Pair, ...]
    words: str
    end: int = 0


@dataclass(frozen=True)
class Shelf:
    """Never changed: threads that read one go on with it.

    `words` has a line for each entry, `lengths` the bytes of the lines; `ends` is empty where no entry ends by itself.
    `years`: the stamps that it has seen.
    """

    moments: array = field(default_factory=lambda: array("q"))
    pages: array = field(default_factory=lambda: array("q"))
    lengths: array = field(default_factory=lambda: array("I"))
    ends: array = field(default_factory=lambda: array("i"))
    words: bytes = b""
    bits: Bits = field(default_factory=dict, repr=False)
    years: dict[int, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Row], years: dict[int, frozenset[int]] | None = None) -> "Shelf":
        rows = sorted(rows)
        places: dict[Pair, list[int]] = defaultdict(list)
        for place, row in enumerate(rows):
            for pair in row.pairs:
                places[pair].append(place)
        lines = [f"{row.words}\n".encode() for row in rows]
        return cls(
            array("q", (row.moment for row in rows)),
            array("q", (row.page for row in rows)),
            array("I", map(len, lines)),
            array("i", (row.end for row in rows if row.end)),
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
    def totals(self) -> dict[Pair, int]:
        """The numbers without any filter."""
        return {pair: own.bit_count() for pair, own in self.bits.items()}

    @cached_property
    def facets(self) -> dict[str, list[tuple[object, int]]]:
        """{facet: [(value, bits)]}"""
        found = defaultdict(list)
        for (facet, value), own in self.bits.items():
            found[facet].append((value, own))
        return found

    @cached_property
    def below(self) -> dict[Pair, list[tuple[str, int]]]:
        """{(facet, first level): [(first/second, bits)]} of values that have two levels."""
        found = defaultdict(list)
        for (facet, value), own in self.bits.items():
            if isinstance(value, str) and "/" in value:
                found[facet, value.partition("/")[0]].append((value, own))
        return found

    @cached_property
    def line_ends(self) -> array:
        """Where each line of `words` ends."""
        return array("Q", accumulate(self.lengths))

    @cached_property
    def _on_days(self) -> dict[int, int]:
        return {}

    def on(self, day: int) -> int:
        """The bits of what has not ended before this day; counted once a day."""
        if not self.ends:
            return self.all
        if day not in self._on_days:
            over = [place for place, end in enumerate(self.ends) if end < day]
            self._on_days[day] = self.all & ~bits_at(over, len(self.pages)) if over else self.all
        return self._on_days[day]

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
        return replace(
            self,
            **{
                name: getattr(self, name)[:start] + getattr(piece, name) + getattr(self, name)[end:]
                for name in ("moments", "pages", "lengths", "ends")
            },
            words=self.words[:begin] + piece.words + self.words[stop:],
            bits={pair: own for pair, own in bits.items() if own},
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

    def with_row(self, row: Row) -> "Shelf":
        place = self.place((row.moment, row.page))
        return self.spliced(place, place, Shelf.of([row]))

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

    def keys_of(self, bits: int) -> Iterator[Key]:
        """All of them, oldest first: for files, where every bit is asked for."""
        return compress(zip(self.moments, self.pages, strict=True), map(int, reversed(f"{bits:b}")))

    def older(self, bits: int, key: Key) -> int:
        return bits & ((1 << self.place(key)) - 1)

    def newer(self, bits: int, key: Key) -> int:
        start = self.place(key) + self.has(key)
        return bits >> start << start


def bits_at(places: Iterable[int], length: int) -> int:
    found = bytearray(length // 8 + 1)
    for place in places:
        found[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(found, "little")
