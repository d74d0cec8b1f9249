"""The index as the rest of the system knows it: write, search, suggest, rebuild. Safe in every process and thread."""

import sqlite3
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings

from cms_core.search.analysis.question import Question, ask
from cms_core.search.errors import Damaged, Newer
from cms_core.search.filters import ANY, Filters
from cms_core.search.found import Found, Hit
from cms_core.search.fts import expression, suggestions
from cms_core.search.fts.connections import Connections
from cms_core.search.fts.rebuild import rebuild
from cms_core.search.fts.search import search
from cms_core.search.fts.titled import titled
from cms_core.search.fts.write import apply, hide
from cms_core.search.record import Record


@dataclass(frozen=True)
class Writer:
    """Within one transaction of the index."""

    connection: sqlite3.Connection

    def apply(self, records: Iterable[Record], gone: Iterable[int]) -> None:
        apply(self.connection, records, gone)


class Index:
    writes_at_once = True

    def __init__(self, path: Path):
        self.connections = Connections(path)

    def write(self, records: Iterable[Record] = (), gone: Iterable[int] = ()) -> None:
        """All of it or nothing; when this returns, every search in every process sees it."""
        with self.writing() as writer:
            writer.apply(records, gone)

    @contextmanager
    def writing(self):
        with self.connections.writing() as connection:
            yield Writer(connection)

    def search(self, question: Question | str, filters: Filters = ANY, **how) -> Found:
        """`how` as of `fts.search.search`: order, offset, size, facets, weights."""
        asked = ask(question) if isinstance(question, str) else question
        return search(self.connections.get(), asked, filters, **how)

    def titled(self, question: Question, filters: Filters = ANY, size: int = 20) -> list[Hit]:
        """Pages whose title begins with all that was typed."""
        return titled(self.connections.get(), question, filters, size)

    def suggest(self, typed: str, filters: Filters = ANY, size: int = 8) -> list[str]:
        """Titles for what has been typed so far, in characters, pinyin or initials."""
        return suggestions.suggest(self.connections.get(), typed, filters, size)

    def frequency(self, text: str, most: int = 1000) -> int:
        """In how many pages a text stands, counted up to `most`: whether a corrected spelling is worth proposing."""
        asked = ask(f'"{text}"')
        if not asked.required:
            return 0
        connection = self.connections.get()
        shown = expression.shown(connection, "words.rowid")
        sql = f"SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ?{shown} LIMIT ?)"
        return connection.execute(sql, [expression.all_of(asked), most]).fetchone()[0]

    def pages(self) -> dict[int, int]:
        """{number: digest of the record} of all that may be found."""
        connection = self.connections.get()
        shown = expression.shown(connection, "place")
        return dict(connection.execute(f"SELECT page, digest FROM facts WHERE TRUE{shown}"))

    @contextmanager
    def hiding(self):
        with self.connections.writing(outdated=True) as connection:
            yield partial(hide, connection)

    def lacking(self) -> str:
        try:
            about = dict(self.connections.get().execute("SELECT name, value FROM about"))
        except sqlite3.OperationalError:
            raise  # busy
        except sqlite3.DatabaseError:
            return "检索索引已损坏"
        except Newer:
            return Newer.REASON
        if about["fingerprint"] != self.connections.schema.fingerprint():
            return "检索索引由另一版本的程序建立"
        return "" if "whole" in about else "检索索引尚未建立"

    def rebuild(self, records: Iterable[Record]) -> int:
        return rebuild(self.connections, records)

    def check(self) -> None:
        """Raises SearchError when the words do not fit together."""
        try:
            with self.connections.writing() as connection:
                connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            raise Damaged from error

    def close(self) -> None:
        self.connections.close()


def index() -> Index:
    """That of this installation; `engine()` keeps it."""
    return Index(Path(settings.PORTAL_HOME) / "search.sqlite3")
