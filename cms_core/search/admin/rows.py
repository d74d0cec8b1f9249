"""Rows of the index in and out; what the caller's transaction covers, every process sees when it ends."""

import json
import sqlite3
import zlib
from collections.abc import Iterable

from cms_core.search.admin.families import columns
from cms_core.search.analysis.tokens import tokens_of

# Columns that are stored as the tokens that they are; of the others the analysis makes them.
AS_TOKENS = {"marks", "keys", "places"}


def packed(texts: dict[str, str]) -> bytes:
    return zlib.compress(json.dumps(texts, ensure_ascii=False, sort_keys=True).encode("utf-8"), 1)


def token_columns(blob: bytes) -> list[str]:
    texts = json.loads(zlib.decompress(blob))
    return [
        texts.get(name, "") if name in AS_TOKENS else tokens_of(texts[name]) if name in texts else ""
        for name in columns()
    ]


def read(connection: sqlite3.Connection, place: int) -> bytes | None:
    row = connection.execute("SELECT texts FROM texts WHERE place = ?", [place]).fetchone()
    return row[0] if row else None


def put(connection: sqlite3.Connection, place: int, blob: bytes) -> bool:
    """In place of what there was; False, and nothing written, when it was the same."""
    there = read(connection, place)
    if there == blob:
        return False
    if there is not None:
        take_out(connection, place)
    names = ", ".join(columns())
    marks = ", ".join("?" * (1 + len(columns())))
    connection.execute("INSERT INTO texts VALUES (?, ?)", [place, blob])
    connection.execute(f"INSERT INTO words (rowid, {names}) VALUES ({marks})", [place, *token_columns(blob)])
    return True


def take_out(connection: sqlite3.Connection, place: int) -> bool:
    """Whether it was there."""
    blob = read(connection, place)
    if blob is None:
        return False
    names = ", ".join(columns())
    marks = ", ".join("?" * (1 + len(columns())))
    connection.execute(
        f"INSERT INTO words (words, rowid, {names}) VALUES ('delete', {marks})", [place, *token_columns(blob)]
    )
    connection.execute("DELETE FROM texts WHERE place = ?", [place])
    return True


def apply(connection: sqlite3.Connection, rows: Iterable[tuple[int, bytes]], gone: Iterable[int]) -> int:
    """How many had to be written; while a rebuild runs, what was touched is noted for it."""
    rows, gone = list(rows), list(gone)
    written = sum(take_out(connection, place) for place in gone)
    written += sum(put(connection, place, blob) for place, blob in rows)
    if connection.execute("SELECT 1 FROM about WHERE name = 'rebuilding'").fetchone():
        touched = [(place,) for place in (*gone, *(place for place, _ in rows))]
        connection.executemany("INSERT OR IGNORE INTO changed VALUES (?)", touched)
    return written


def copy(new: sqlite3.Connection, rows: dict[int, bytes | None]) -> None:
    """What was written meanwhile into the file that is being built; None for what is gone."""
    new.execute("BEGIN")
    for place, blob in rows.items():
        if blob is None:
            take_out(new, place)
        else:
            put(new, place, blob)
    new.execute("COMMIT")
