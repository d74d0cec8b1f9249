"""Where a token stands: whole blocks of postings at a time, by what Whoosh's matcher reads of one.

Its public `id()`, `weight()` and `next()` cost a call in Python for each page, which for a common word is most of the
time of a search. What is read here of it is private; the release is pinned, and the tests would show another.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, repeat
from operator import add

from whoosh.formats import Format
from whoosh.reading import TermNotFound

from cms_core.search.whoosh.schema import all_places_in

FORMAT = Format()
# A place in a text and its document as one number: no text has so many tokens (`stored.MAX_BODY`).
PLACES = 1 << 21


def blocks(terms, field: str, term: bytes, within: list[int] | None = None) -> Iterator[tuple]:
    """(documents, how often in each, the packed places in each); of the documents `within` (in order) at least."""
    try:
        matcher = terms.matcher(field, term, FORMAT)
    except TermNotFound:
        return
    last = -1
    while True:
        # The documents of this block are after `last` and up to its highest.
        if within is None or is_any(within, last + 1, matcher._maxid):
            matcher._read_data()
            deltas, weights, values = matcher._data
            counts = weights if isinstance(weights, tuple) else (1.0 if weights is None else weights,) * len(deltas)
            yield list(accumulate(deltas)), counts, values
        if matcher._lastblock:
            return
        last = matcher._maxid
        matcher._goto(matcher._nextoffset)


def is_any(documents: list[int], first: int, last: int) -> bool:
    """Whether one of `documents`, which are in order, is from `first` to `last`."""
    place = bisect_left(documents, first)
    return place < len(documents) and documents[place] <= last


def counts(terms, field: str, term: bytes, start: int) -> Iterator[tuple[int, float]]:
    """(document, how often) in a segment whose documents begin at `start`."""
    for documents, often, _ in blocks(terms, field, term):
        yield from zip([start + doc for doc in documents] if start else documents, often, strict=True)


def occurrences(terms, field: str, term: bytes, start: int, back: int, within: list[int] | None) -> Iterable[int]:
    """Each place, less `back`, with its document: document * PLACES + place. No step of it is taken in Python."""
    nearby = None if within is None else [doc - start for doc in within]
    return chain.from_iterable(
        map(add, all_places_in(values, often), bases(documents, often, start, back))
        for documents, often, values in blocks(terms, field, term, nearby)
    )


def bases(documents: list[int], often: tuple[float, ...], start: int, back: int) -> Iterator[int]:
    return chain.from_iterable(map(repeat, [(start + doc) * PLACES - back for doc in documents], map(int, often)))
