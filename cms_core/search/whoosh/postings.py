"""Where a token stands: whole lists of postings at a time, by what Whoosh's matcher reads of a block.

Its public `id()`, `weight()` and `next()` cost a call in Python for each page, which for a common word is most of the
time of a search. What is read here of it is private; the release is pinned, and the tests would show another.
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, repeat

from whoosh.formats import Format
from whoosh.reading import TermNotFound

from cms_core.search.whoosh.schema import places_in

FORMAT = Format()


@dataclass
class Postings:
    """By document: how often the token stands there, and its places, packed."""

    counts: dict[int, float]
    packed: dict[int, bytes]

    @classmethod
    def empty(cls) -> "Postings":
        return cls({}, {})

    def read(self, terms, field: str, term: bytes, start: int, within: list[int] | None) -> None:
        """Those of a segment whose documents begin at `start`."""
        try:
            blocks = terms.matcher(field, term, FORMAT)
        except TermNotFound:
            return
        last = -1
        while True:
            # The documents of this block are after `last` and up to its highest.
            if within is None or is_any(within, start + last + 1, start + blocks._maxid):
                blocks._read_data()
                deltas, weights, values = blocks._data
                documents = list(accumulate(deltas))
                if start:
                    documents = [start + one for one in documents]
                counts = weights if isinstance(weights, tuple) else repeat(1.0 if weights is None else weights)
                self.counts.update(zip(documents, counts, strict=False))
                self.packed.update(zip(documents, values, strict=True))
            if blocks._lastblock:
                return
            last = blocks._maxid
            blocks._goto(blocks._nextoffset)

    def without(self, gone: frozenset[int]) -> "Postings":
        for doc in gone & self.counts.keys():
            del self.counts[doc]
        return self

    def places(self, doc: int):
        return places_in(self.packed[doc], int(self.counts[doc]))


def is_any(documents: list[int], first: int, last: int) -> bool:
    """Whether one of `documents`, which are in order, is from `first` to `last`."""
    place = bisect_left(documents, first)
    return place < len(documents) and documents[place] <= last
