"""A question and filters as what FTS5 matches and what SQLite compares; every token is quoted."""

import sqlite3

from cms_core.search.analysis.question import Number, Part, Question
from cms_core.search.filters import Filters, days
from cms_core.search.fts.schema import first_place
from cms_core.search.stored import SIGNS

# More columns than that are compared row by row.
MAX_COLUMN_TOKENS = 120
COMPARED = ("column_type", "kind", "theme", "validity")


def phrase(tokens, prefix=False) -> str:
    return '"' + " ".join(tokens).replace('"', "") + '"' + ("*" if prefix else "")


def part(asked: Part) -> str:
    ways = [phrase(asked.tokens, asked.prefix)] if asked.tokens else []
    ways += [phrase([asked.mark])] if asked.mark else []
    ways += [part(other) for other in asked.others if other.tokens]
    return ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})"


def number(asked: Number) -> str:
    """As a mark of its own or of a citation, or spelled so in a text."""
    key = asked.token
    ways = [phrase([sign + key]) for sign in "#@" if key]
    if asked.part.tokens:
        ways.append(phrase(asked.part.tokens, asked.part.prefix))
    return f"({' OR '.join(ways)})"


def all_of(question: Question) -> str:
    """Every part must be there, none that is excluded."""
    wanted = [part(asked) for asked in question.required]
    if question.number:
        wanted.insert(0, number(question.number))
    return without(" AND ".join(wanted), question)


def any_of(tokens, question: Question) -> str:
    return without(" OR ".join(phrase([token]) for token in tokens), question)


def without(expression: str, question: Question) -> str:
    for excluded in question.excluded:
        expression = f"({expression}) NOT {phrase(excluded.tokens, excluded.prefix)}"
    return expression


def narrowed(expression: str, filters: Filters) -> tuple[str, str, list]:
    """(what is matched, conditions on `words` and `facts`, each begun with AND, their parameters)."""
    wanted = [f"({expression})"] if expression else []
    for name in ("site", "portal", "organisation"):
        if (value := getattr(filters, name)) is not None:
            wanted.append(phrase([f"={SIGNS[name]}{int(value)}"]))
    conditions, parameters = "", []
    if 0 < len(filters.columns) <= MAX_COLUMN_TOKENS:
        wanted.append(f"({' OR '.join(phrase([f'=c{int(column)}']) for column in filters.columns)})")
    elif filters.columns:
        conditions += f' AND facts."column" IN ({", ".join(str(int(column)) for column in filters.columns)})'
    for name in COMPARED:
        if value := getattr(filters, name):
            conditions += f" AND facts.{name} = ?"
            parameters.append(value)
    first, last = days(filters)
    if first:
        conditions += " AND words.rowid >= ?"
        parameters.append(first_place(first))
    if last:
        conditions += " AND words.rowid < ?"
        parameters.append(first_place(last + 1))
    return " AND ".join(wanted), conditions, parameters


def shown(connection: sqlite3.Connection, table: str) -> str:
    """A condition on the places of `table`, begun with AND, that leaves out what is hidden; "" while nothing is."""
    if connection.execute("SELECT 1 FROM hidden LIMIT 1").fetchone():
        return f" AND {table} NOT IN (SELECT place FROM hidden)"
    return ""


def needs_facts(conditions: str) -> bool:
    return "facts." in conditions
