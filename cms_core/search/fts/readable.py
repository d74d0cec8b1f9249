"""Whether a file that another release made can be searched until it is built anew."""

import sqlite3
from contextlib import closing
from functools import cache

from cms_core.search.errors import Newer

# Their columns are weighted by their places: they must be just so.
VIRTUAL = ("words", "starts")


def can_read(connection: sqlite3.Connection, version: tuple[str] | None, schema) -> bool:
    """`version` as it stands in the file. Raises Newer."""
    number = int(version[0]) if version and version[0].isdecimal() else 0
    if number > schema.VERSION:
        raise Newer
    return number == schema.VERSION or (
        number >= schema.OLDEST_READ and all(has_all(connection, *table) for table in tables_of(schema))
    )


def has_all(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> bool:
    there = columns_of(connection, table)
    return there == columns if table in VIRTUAL else set(columns) <= set(there)


def columns_of(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    return tuple(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))


@cache
def tables_of(schema) -> list[tuple[str, tuple[str, ...]]]:
    """(table, its columns) as this release makes them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        schema.create(connection)
        made = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_%' ESCAPE '\\'"
        )
        return [(name, columns_of(connection, name)) for (name,) in made.fetchall()]
