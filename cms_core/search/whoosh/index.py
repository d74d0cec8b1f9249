"""The Whoosh index as the rest of the system knows it: write, search, suggest, rebuild. Only the worker writes."""

from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from cms_core.search.analysis.question import Question, ask
from cms_core.search.errors import Outdated
from cms_core.search.filters import ANY, Filters
from cms_core.search.found import Found, Hit
from cms_core.search.record import Record
from cms_core.search.whoosh import suggestions
from cms_core.search.whoosh.check import check
from cms_core.search.whoosh.folder import is_outdated
from cms_core.search.whoosh.matching import Matching
from cms_core.search.whoosh.reader import Reader
from cms_core.search.whoosh.readers import Readers, damage, newest
from cms_core.search.whoosh.rebuild import rebuild
from cms_core.search.whoosh.search import search
from cms_core.search.whoosh.write import Writer, write


class Index:
    """`going` says which pages may not be answered though they still stand in it."""

    writes_at_once = False

    def __init__(self, path: Path, going: Callable[[], Set[int]] = frozenset):
        self.readers = Readers(path)
        self.folder = self.readers.folder
        self.going = going

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """All or nothing of what is applied within; raises Busy where another process writes for too long."""
        self.folder.current()
        with self.folder.lock():
            current = self.folder.target()
            if is_outdated(current):
                raise Outdated
            writer = Writer()
            yield writer
            if self.folder.is_rebuilding():
                self.folder.note(writer.waiting)
            write(self.readers.get(), writer.waiting)

    def write(self, records: Iterable[Record] = (), gone: Iterable[int] = ()) -> None:
        """When this returns, every search in every process sees it."""
        with self.writing() as writer:
            writer.apply(records, gone)

    def search(self, question: Question | str, filters: Filters = ANY, **how) -> Found:
        """`how` as of `whoosh.search.search`: order, offset, size, facets, weights."""
        asked = ask(question) if isinstance(question, str) else question
        with damage():
            reader, hidden = self.reading()
            found = search(reader, asked, filters, hidden, **how)
        return found if self.folder.is_whole() else replace(found, partial=True)

    def titled(self, question: Question, filters: Filters = ANY, size: int = 20) -> list[Hit]:
        with damage():
            return suggestions.titled(*self.reading(question, filters), size)

    def suggest(self, typed: str, filters: Filters = ANY, size: int = 8) -> list[str]:
        with damage():
            return suggestions.suggest(*self.reading(typed, filters), size)

    def frequency(self, text: str, most: int = 1000) -> int:
        asked = ask(f'"{text}"')
        if not asked.required:
            return 0
        with damage():
            documents, _ = Matching(*self.reading()).all_of(asked)
            return min(most, len(documents))

    def reading(self, *between) -> tuple:
        """(reader, …, the documents that may not be answered)"""
        reader: Reader = self.readers.get()
        document = reader.known.document
        return reader, *between, frozenset(document[page] for page in self.going() if page in document)

    def pages(self) -> dict[int, int]:
        """{number: digest of the record} of all that may be found."""
        reader, hidden = self.reading()
        known = reader.known
        return {known.page[doc]: known.digest[doc] for doc in known.documents() if doc not in hidden}

    def lacking(self) -> str:
        return self.folder.lacking()

    def rebuild(self, records: Iterable[Record]) -> int:
        return rebuild(self.folder, records)

    def check(self) -> None:
        check(newest(self.folder.current(), folder=self.folder))

    def close(self) -> None:
        self.readers.close()


def index() -> Index:
    """That of this installation; `engine()` keeps it."""
    from cms_core.search.going import numbers

    return Index(Path(settings.PORTAL_HOME) / "search-whoosh", going=numbers)
