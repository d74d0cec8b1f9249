"""Pages whose title begins with all that was typed: among many matches, that one must not be missed."""

import sqlite3

from cms_core.search.analysis.characters import fold
from cms_core.search.analysis.question import Question
from cms_core.search.analysis.tokens import phrase
from cms_core.search.filters import Filters
from cms_core.search.found import Hit
from cms_core.search.fts import expression
from cms_core.search.fts.found import hits_at
from cms_core.search.fts.search import Searched


def titled(connection: sqlite3.Connection, question: Question, filters: Filters, size: int) -> list[Hit]:
    """The shortest titles first, for the whole title is what was typed; their score is 0."""
    tokens, prefix = phrase(fold(question.text))
    if not tokens or prefix:
        return []
    tail = "ORDER BY length((SELECT title FROM texts WHERE place = words.rowid)), words.rowid DESC LIMIT ?"
    connection.execute("BEGIN")
    try:
        searched = Searched.of(connection, f"title : ^ {expression.phrase(tokens)}", filters)
        places = [(place, 0.0) for (place,) in searched.rows(connection, "words.rowid", tail, size)]
        return hits_at(connection, places)
    finally:
        connection.execute("COMMIT")
