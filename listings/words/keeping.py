"""Keeps the pairs of items, in the transaction that approves them; its list is locked by then."""

from collections import defaultdict
from collections.abc import Iterable

from listings.models import Pair
from listings.words.pairs import BLOCK, CHANGED, packed, pairs_ever, pairs_of, searched, unpacked

ROWS = 500
# Rows that wait to be written, each at most 512 bytes and what Python needs for it.
MANY = 20_000


class Pairs:
    """`add` what items say, `write` in the end."""

    def __init__(self):
        self.bits: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
        self.size = 0
        self.known: dict[str, set[str]] = {}

    def add(self, listing: int, kind: str, item: int, periods: Iterable[dict], *, doubtful: bool = False) -> None:
        """`periods`: the values of each; what one of them says is found. `doubtful`: more may be kept than that."""
        said = {searched(kind, values) for values in periods}
        place = self.bits[listing, item // BLOCK]
        bit, before = 1 << item % BLOCK, len(place)
        for pair in pairs_ever(said, self.pairs) | ({CHANGED} if doubtful else set()):
            place[pair] = place.get(pair, 0) | bit
        self.size += len(place) - before
        if self.size > MANY:
            self.write()

    def pairs(self, text: str) -> set[str]:
        """Many items rest on the same words."""
        if text not in self.known:
            if len(self.known) > ROWS:
                self.known.clear()
            self.known[text] = pairs_of(text)
        return self.known[text]

    def write(self) -> None:
        for (listing, block), wanted in self.bits.items():
            write(listing, block, wanted)
        self.bits.clear()
        self.size = 0


def write(listing: int, block: int, wanted: dict[str, int]) -> None:
    """Only rows that are not there as they should be."""
    pairs = sorted(wanted)
    for start in range(0, len(pairs), ROWS):
        some = pairs[start : start + ROWS]
        there = Pair.objects.filter(listing=listing, block=block, pair__in=some)
        kept = {pair: unpacked(items) for pair, items in there.values_list("pair", "items")}
        joined = {pair: kept.get(pair, 0) | wanted[pair] for pair in some}
        rows = [
            Pair(listing_id=listing, pair=pair, block=block, items=packed(bits))
            for pair, bits in joined.items()
            if bits != kept.get(pair)
        ]
        Pair.objects.bulk_create(
            rows, update_conflicts=True, update_fields=["items"], unique_fields=["listing", "pair", "block"]
        )
