"""Searching: all parts of the question first; where fewer than three pages have them, any of its rarest pairs."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from cms_core.search.analysis.question import Question
from cms_core.search.filters import Filters
from cms_core.search.found import COUNTED, DEEPEST, FEW, LOOSE_READ, LOOSE_WEIGHTS, RARE, WEIGHTS, Found, enough
from cms_core.search.fts import expression
from cms_core.search.fts.facets import count_facets
from cms_core.search.fts.found import hits_at


@dataclass(frozen=True)
class Searched:
    """A matched set: what FTS5 matches, and the conditions of SQLite with their parameters."""

    words: str
    match: str
    conditions: str
    parameters: list

    @classmethod
    def of(cls, connection, words: str, filters: Filters) -> "Searched":
        match, conditions, parameters = expression.narrowed(words, filters)
        return cls(words, match, conditions + expression.shown(connection, "words.rowid"), parameters)

    @property
    def tables(self):
        if expression.needs_facts(self.conditions):
            return "words JOIN facts ON facts.place = words.rowid"
        return "words"

    def rows(self, connection, columns, tail, *more) -> Iterator[tuple]:
        sql = f"SELECT {columns} FROM {self.tables} WHERE words MATCH ?{self.conditions} {tail}"
        return connection.execute(sql, [self.match, *self.parameters, *more])

    def count(self, connection, most) -> int:
        sql = f"SELECT 1 FROM {self.tables} WHERE words MATCH ?{self.conditions} LIMIT ?"
        return connection.execute(f"SELECT count(*) FROM ({sql})", [self.match, *self.parameters, most]).fetchone()[0]


def search(
    connection: sqlite3.Connection,
    question: Question,
    filters: Filters,
    *,
    order: str = "relevance",
    offset: int = 0,
    size: int = 20,
    facets: bool = False,
    loosen: bool = True,
    weights=WEIGHTS,
    loose_weights=LOOSE_WEIGHTS,
) -> Found:
    """`order` is relevance or date (newest first). Hits beyond DEEPEST are not shown.

    Loose hits come after those that have all; what was typed in quotation marks is not loosened.
    """
    if not question:
        return Found()
    connection.execute("BEGIN")  # one state of the index for all that is asked
    try:
        searched = Searched.of(connection, expression.all_of(question), filters)
        total, counts = counted(connection, searched, facets)
        loose, having_all = False, 0
        strict = (
            []
            if total >= FEW or order == "date"
            else ranked(connection, searched, filters, total, order, 0, FEW, weights)
        )
        if (
            total < enough(question)
            and loosen
            and not question.is_quoted
            and (wider := loosely(connection, question, filters))
        ):
            found, wider_counts = counted(connection, wider, facets)
            if found > total:
                searched, counts, loose, having_all, total = wider, wider_counts, True, total, found
        if loose and strict:
            wide = ranked(connection, searched, filters, total, order, 0, offset + size, loose_weights)
            places = first(strict, wide)
            places = places[offset : offset + size]
        else:
            chosen = loose_weights if loose else weights
            places = ranked(connection, searched, filters, total, order, offset, size, chosen)
        return Found(
            hits=hits_at(connection, places),
            total=min(total, COUNTED),
            more=total > COUNTED,
            loose=loose,
            strict=having_all,
            facets=counts,
            partial=not connection.execute("SELECT 1 FROM about WHERE name = 'whole'").fetchone(),
        )
    finally:
        connection.execute("COMMIT")


def counted(connection, searched: Searched, facets: bool) -> tuple[int, dict]:
    """How many there are, up to one more than is counted, and their facets."""
    if facets:
        return count_facets(connection, searched, COUNTED + 1)
    return searched.count(connection, COUNTED + 1), {}


def first(strict, wider):
    """Those that have all, before those that have some."""
    have = {place for place, _ in strict}
    return [*strict, *(hit for hit in wider if hit[0] not in have)]


def ranked(connection, searched: Searched, filters, total, order, offset, size, weights) -> list[tuple[int, float]]:
    """(place, score) of the hits asked for, best or newest first."""
    size = max(0, min(size, DEEPEST - offset))
    if not size:
        return []
    if order == "date":
        tail = "ORDER BY words.rowid DESC LIMIT ? OFFSET ?"
        return list(searched.rows(connection, "words.rowid, 0.0", tail, size, offset))
    score = f"bm25(words, {', '.join(str(float(weight)) for weight in weights)})"
    columns = f"words.rowid, {score}"
    if total <= COUNTED:
        rows = searched.rows(connection, columns, "ORDER BY 2, 1 DESC LIMIT ? OFFSET ?", size, offset)
        return [(place, -value) for place, value in rows]
    # Too many to score them all: those that have it in the title, and the newest.
    in_title = Searched.of(connection, f"{{title}} : ({searched.words})", filters)
    best: dict[int, float] = {}
    for some in (in_title, searched):
        best |= dict(some.rows(connection, columns, "ORDER BY words.rowid DESC LIMIT ?", COUNTED // 4))
    found = sorted(best, key=lambda place: (best[place], -place))[offset : offset + size]
    return [(place, -best[place]) for place in found]


def loosely(connection, question: Question, filters: Filters) -> Searched | None:
    """Any of the rarest pairs; the two first common ones only where no pair is rare."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
    counts = {
        token: connection.execute(sql, [expression.phrase([token]), RARE]).fetchone()[0]
        for token in question.pairs[:60]
    }
    chosen, read = [], 0
    for token in sorted((token for token, count in counts.items() if 0 < count < RARE), key=counts.get):
        read += counts[token]
        if chosen and read > LOOSE_READ:
            break
        chosen.append(token)
    chosen = chosen or [token for token, count in counts.items() if count == RARE][:2]
    return Searched.of(connection, expression.any_of(chosen, question), filters) if chosen else None
