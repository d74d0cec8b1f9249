"""The search engine of this installation, as `PORTAL_SEARCH` names it, and what every engine can do."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from cms_core.search.analysis.question import Question
from cms_core.search.filters import ANY, Filters
from cms_core.search.found import Found, Hit
from cms_core.search.record import Record

ENGINES = {
    "fts5": "cms_core.search.fts.index.index",
    "whoosh": "cms_core.search.whoosh.index.index",
    "opensearch": "cms_core.search.opensearch.index.index",
}


class Writer(Protocol):
    def apply(self, records: Iterable[Record], gone: Iterable[int]) -> None:
        """Put these in place of what there was of them, shown again if they were hidden, and take the others out."""


class Engine(Protocol):
    """Only what the public may see is ever given to it; it answers with that and nothing else.

    `writes_at_once`: every process may write and the next request sees it; otherwise only the worker writes.
    """

    writes_at_once: bool

    def search(
        self,
        question: Question,
        filters: Filters = ANY,
        *,
        order: str = "relevance",
        offset: int = 0,
        size: int = 20,
        facets: bool = False,
    ) -> Found: ...

    def titled(self, question: Question, filters: Filters = ANY, size: int = 20) -> list[Hit]:
        """Those whose title begins with all that was typed, the shortest first."""

    def suggest(self, typed: str, filters: Filters = ANY, size: int = 8) -> list[str]:
        """Titles for what has been typed so far, in characters, pinyin or initials; newest first, each once."""

    def frequency(self, text: str, most: int = 1000) -> int:
        """On how many pages `text` stands, counted up to `most`."""

    def writing(self) -> AbstractContextManager[Writer]:
        """All or nothing of what is applied within; holds the engine's lock. Raises SearchError."""

    def rebuild(self, records: Iterable[Record]) -> int:
        """How many are in the new index; readers and writers go on meanwhile. Raises SearchError."""

    def hiding(self) -> AbstractContextManager[Callable[[Iterable[int]], None]]:
        """`with engine().hiding() as hide: hide(numbers)`: from its end on nothing is answered of these, no hit, count,
        facet, suggestion or frequency; `apply` takes them out later. Holds the engine's lock. Raises SearchError.

        Only where `writes_at_once`: an engine that the worker writes leaves out `going.numbers()` at each search.
        """

    def pages(self) -> dict[int, int]:
        """{number: `Record.digest`} of all that may be found."""

    def lacking(self) -> str:
        """Why it has to be rebuilt (missing, never filled, of another version), for the log; "" when it is in order."""

    def check(self) -> None:
        """Raises SearchError when it is damaged."""

    def close(self) -> None: ...


@cache
def engine() -> Engine:
    return import_string(ENGINES[settings.PORTAL_SEARCH])()
