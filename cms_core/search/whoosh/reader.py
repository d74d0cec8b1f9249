"""The index as one thread reads it: the segments of one generation, and in memory what is known of every page.

Whoosh's `Searcher.refresh()` is never used: in this release it keeps the old segments, and pages that were deleted
stay findable. Here a generation is read anew whenever there is another; only segments, which never change, stay open.
"""

import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, islice
from pathlib import Path

from whoosh.columns import VarBytesColumn
from whoosh.index import TOC
from whoosh.reading import TermNotFound

from cms_core.search.found import FACTS, Hit
from cms_core.search.stored import number_in
from cms_core.search.whoosh.folder import NAME, Durable
from cms_core.search.whoosh.postings import counts, occurrences
from cms_core.search.whoosh.schema import SCHEMA

BEIJING, DAY = 8 * 3600, 86_400
FIRST_DAY = date(1970, 1, 1).toordinal()
STORED = ("title", "body", "marks", "keys")


class Segment:
    """An open segment; its files have places of their own to read from, so no other thread may use it."""

    def __init__(self, storage, segment):
        self.id = segment.segment_id()
        self.count = segment.doc_count_all()
        files = segment.open_compound_file(storage) if segment.is_compound() else storage
        self.terms = segment.codec().terms_reader(files, segment)
        self.documents = segment.codec().per_document_reader(files, segment)
        self.columns: dict = {}

    def column(self, name: str):
        if name not in self.columns:
            self.columns[name] = self.documents.column_reader(name, VarBytesColumn())
        return self.columns[name]

    def about(self) -> list[list]:
        """Columns: page, digest, published, length, day, year, *FACTS of each document."""
        rows = json.loads(b"[" + b",".join(self.column("about")) + b"]")
        page, digest, published, length, *facts = zip(*rows, strict=True)
        day = [(seconds + BEIJING) // DAY + FIRST_DAY for seconds in published]
        years = {one: date.fromordinal(one).year for one in set(day)}
        same: dict = {}  # each text once in memory
        facts = [[same.setdefault(value, value) for value in values] for values in facts]
        return [page, digest, published, length, day, [years[one] for one in day], *facts]


@dataclass(frozen=True)
class Known:
    """Of each document of a generation, by its number: what is filtered, counted and sorted by. Threads share it."""

    page: list[int]
    digest: list[int]
    published: list[int]
    length: list[int]
    facts: dict[str, list]
    gone: frozenset[int]
    day: list[int]  # of Beijing, as `date.toordinal`
    rank: list[int]  # newest first
    average: float

    @classmethod
    def of(cls, parts: list[list[list]], gone: frozenset[int]) -> "Known":
        """`parts` are the columns of each segment."""
        page, digest, published, length, day, year, *facts = (list(chain.from_iterable(one)) for one in columns(parts))
        newest = sorted(zip(published, page, range(len(page)), strict=True), reverse=True)
        rank = [0] * len(page)
        for place, (_, _, doc) in enumerate(newest):
            rank[doc] = place
        living = len(page) - len(gone)
        words = sum(length) - sum(length[doc] for doc in gone)
        named = dict(zip(FACTS, facts, strict=True)) | {"year": year}
        return cls(page, digest, published, length, named, gone, day, rank, words / living if living else 0.0)

    def __len__(self):
        return len(self.page) - len(self.gone)

    def documents(self) -> Iterator[int]:
        return (doc for doc in range(len(self.page)) if doc not in self.gone)

    @cached_property
    def document(self) -> dict[int, int]:
        """By the number of a page."""
        return {self.page[doc]: doc for doc in self.documents()}


class Reader:
    """One generation of the index in `path`, whose segments begin at `starts`."""

    def __init__(self, path: Path, segments: dict[str, Segment], known: dict):
        """`segments` that are open already, by id; `known` of generations and segments. Raises FileNotFoundError when a
        writer has just cleared this generation away."""
        self.path = path
        storage = Durable(path)
        contents = TOC.read(storage, NAME, schema=SCHEMA)
        self.generation = contents.generation
        self.segments = [segments.get(one.segment_id()) or Segment(storage, one) for one in contents.segments]
        self.starts, gone = [], set()
        for start, one in zip(starts_of(self.segments), contents.segments, strict=True):
            self.starts.append(start)
            gone.update(start + doc for doc in one.deleted_docs())
        key = (path, self.generation)
        if key not in known:
            for one in self.segments:
                if one.id not in known:
                    known[one.id] = one.about()
            known[key] = Known.of([known[one.id] for one in self.segments], frozenset(gone))
        self.known: Known = known[key]

    def place(self, doc: int) -> tuple[Segment, int]:
        found = bisect_right(self.starts, doc) - 1
        return self.segments[found], doc - self.starts[found]

    def stored(self, doc: int) -> dict[str, bytes]:
        segment, place = self.place(doc)
        return {name: segment.column(f"{name}_stored")[place] for name in STORED}

    def title(self, doc: int) -> str:
        segment, place = self.place(doc)
        return segment.column("title_stored")[place].decode("utf-8")

    def opening(self, doc: int) -> tuple[str, list[str], str]:
        """(title, keys, validity)"""
        segment, place = self.place(doc)
        keys = segment.column("keys_stored")[place].decode("utf-8")
        return self.title(doc), keys.split(), self.known.facts["validity"][doc]

    def facts(self, doc: int) -> dict:
        return {name: self.known.facts[name][doc] for name in FACTS}

    def hit(self, doc: int, score: float) -> Hit:
        stored, known = self.stored(doc), self.known
        return Hit(
            page=known.page[doc],
            score=score,
            title=stored["title"].decode("utf-8"),
            published=known.published[doc],
            facts=self.facts(doc),
            number=number_in(stored["marks"].decode("utf-8")),
            packed=stored["body"],
        )

    def frequency(self, field: str, token: str) -> int:
        """On about how many pages: those that were deleted since are counted."""
        return sum(self._frequencies(field, token.encode("utf-8")))

    def _frequencies(self, field, term):
        for segment in self.segments:
            try:
                yield segment.terms.term_info(field, term).doc_frequency()
            except TermNotFound:
                continue

    def counts(self, field: str, token: str) -> dict[int, float]:
        """How often a token stands on each page."""
        term, found = token.encode("utf-8"), {}
        for start, segment in zip(self.starts, self.segments, strict=True):
            found.update(counts(segment.terms, field, term, start))
        for doc in self.known.gone & found.keys():
            del found[doc]
        return found

    def occurrences(self, field: str, token: str, back: int, within: list[int] | None) -> Iterator[int]:
        """As of `postings.occurrences`; also of pages that are gone."""
        term = token.encode("utf-8")
        return chain.from_iterable(
            occurrences(segment.terms, field, term, start, back, within)
            for start, segment in zip(self.starts, self.segments, strict=True)
        )

    def begun(self, field: str, start: str, most: int | None = None) -> Iterator[str]:
        """The terms of a field that begin so, in order, each once; of each segment `most`."""
        begin = start.encode("utf-8")
        found = set()
        for segment in self.segments:
            for name, term in islice(segment.terms.terms_from(field, begin), most):
                if name != field or not term.startswith(begin):
                    break
                found.add(term)
        return (term.decode("utf-8") for term in sorted(found))


def columns(parts: list[list[list]]) -> Iterator[tuple]:
    return zip(*parts, strict=True) if parts else (() for _ in range(6 + len(FACTS)))


def starts_of(segments: list[Segment]) -> Iterator[int]:
    start = 0
    for one in segments:
        yield start
        start += one.count
