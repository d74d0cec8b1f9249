"""What is searched: pages, and what rooms above register. A number of its own for each thing, in every index.

A room registers its source in `AppConfig.ready`, and notes what it writes: `feed.outbox.note(number_of(3, item.pk))`,
within the transaction that writes it.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from cms_core.search.record import Record

# Keys of one source: so many of them that none is ever full, and numbers of 500,000 sources still fit the databases.
SPAN = 2**44


# What a list of results shows of a thing beside its passages; a source gives those that it has. `url` is absolute, for
# hosts of all portals stand in one list; `facts` are further (label, value), in order.
NOTHING = {
    "title": "",
    "url": "",
    "kind": "",
    "kind_label": "",
    "published_at": None,
    "updated_at": None,
    "summary": "",
    "document_number": "",
    "index_number": "",
    "issuer": "",
    "portal_home": 0,
    "portal_name": "",
    "validity": "",
    "validity_label": "",
    "validity_day": None,
    "facts": (),
}


class Source(Protocol):
    """`number` is part of what stands in every index, and never given to another; `kinds` are {kind: label}."""

    number: int
    kinds: Mapping[str, str]

    def records_of(self, pks: Sequence[int]) -> list[Record]:
        """Those of them that the public may see, as they are stored now; `Record.page` is `number_of(number, pk)`."""

    def all_records(self) -> Iterator[Record]:
        """Of everything that the public may see, oldest first, each read when it is asked for."""

    def visible_among(self, pks: Sequence[int]) -> set[int]:
        """Those of them that have a record; must be cheap for thousands."""

    def results_of(self, pks: Sequence[int]) -> dict[int, dict]:
        """By pk, of those that the public may see: values named as in NOTHING; a fixed number of queries."""


SOURCES: dict[int, Source] = {}


def register(source: Source) -> None:
    known = SOURCES.get(source.number)
    if known is not None and type(known) is not type(source):
        raise ValueError(f"source {source.number} is {type(known).__name__} already")
    SOURCES[source.number] = source


def number_of(source: int, pk: int) -> int:
    """Pages, the source 0, keep their id."""
    if not 0 <= pk < SPAN:
        raise ValueError(pk)
    return source * SPAN + pk


def parted(numbers: Iterable[int]) -> dict[int, list[int]]:
    """{source: pks}, in their order."""
    found = defaultdict(list)
    for number in numbers:
        found[number // SPAN].append(number % SPAN)
    return found


def known(numbers: Iterable[int]) -> Iterator[tuple[Source, list[int]]]:
    """What is of a source that is gone, with its room, is nothing any more."""
    for number, pks in parted(numbers).items():
        if number in SOURCES:
            yield SOURCES[number], pks


def records_of(numbers: Iterable[int]) -> list[Record]:
    return [record for source, pks in known(numbers) for record in source.records_of(pks)]


def all_records() -> Iterator[Record]:
    """Of all sources together, oldest first: no index is quickly written in another order."""
    streams = [source.all_records() for source in SOURCES.values()]
    return heapq.merge(*streams, key=lambda record: record.published)


def visible_among(numbers: Iterable[int]) -> set[int]:
    return {number_of(source.number, pk) for source, pks in known(numbers) for pk in source.visible_among(pks)}


def results_of(numbers: Iterable[int]) -> dict[int, dict]:
    """By number; what may no longer be seen is not among them."""
    found = {}
    for source, pks in known(numbers):
        for pk, values in source.results_of(pks).items():
            found[number_of(source.number, pk)] = {**NOTHING, **values}
    return found


def kind_labels() -> dict[str, str]:
    """Of the kinds of all sources, for facets and choices."""
    return {kind: label for source in SOURCES.values() for kind, label in source.kinds.items()}
