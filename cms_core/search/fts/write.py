"""Writing: pages in and out, many in one transaction; seen by every process as soon as it ends."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from cms_core.search.analysis.readings import initial_parts
from cms_core.search.found import FACTS
from cms_core.search.fts.schema import SLOT_BITS, first_place
from cms_core.search.record import Record
from cms_core.search.stored import Stored, place_tokens

BEIJING = timezone(timedelta(hours=8))
EPOCH = datetime(1970, 1, 1, 8, tzinfo=BEIJING)
FACT_COLUMNS = ", ".join(f'"{name}"' for name in FACTS)
FACT_MARKS = ", ".join("?" * (5 + len(FACTS)))


@dataclass(frozen=True)
class Row:
    """All that is stored of a page, as it can be written again into another file."""

    place: int
    published: int
    digest: int
    facts: dict
    stored: Stored


def put(connection: sqlite3.Connection, record: Record) -> None:
    """In place of what there was of its page; nothing is written when that is just so."""
    digest = record.digest
    there = connection.execute("SELECT place, digest FROM facts WHERE page = ?", [record.page]).fetchone()
    if there and there[1] == digest:
        connection.execute("DELETE FROM hidden WHERE place = ?", there[:1])
        return
    if there:
        take_out(connection, record.page)
    facts = {name: getattr(record, name) for name in FACTS}
    place = free_place(connection, record.published.astimezone(BEIJING).toordinal())
    insert(connection, record.page, Row(place, int(record.published.timestamp()), digest, facts, Stored.of(record)))


def insert(connection, page: int, row: Row) -> None:
    place, published, facts, stored = row.place, row.published, row.facts, row.stored
    year = (EPOCH + timedelta(seconds=published)).year
    connection.execute(
        f"INSERT INTO facts (place, page, published, year, digest, {FACT_COLUMNS}) VALUES ({FACT_MARKS})",
        [place, page, published, year, row.digest, *(facts[name] for name in FACTS)],
    )
    connection.execute(
        "INSERT INTO texts VALUES (?, ?, ?, ?, ?)", [place, stored.title, stored.body, stored.marks, stored.keys]
    )
    connection.execute(
        "INSERT INTO words (rowid, title, body, marks, places) VALUES (?, ?, ?, ?, ?)",
        [place, *stored.columns(facts)],
    )
    connection.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?)", [(key, place) for key in stored.keys.split()])
    connection.execute("INSERT INTO starts (rowid, part) VALUES (?, ?)", [place, starts(stored, facts)])


def starts(stored: Stored, facts: dict) -> str:
    """What its keys begin with, and its places."""
    return " ".join([*initial_parts(stored.keys.split()), *place_tokens(facts)])


def take_out(connection: sqlite3.Connection, page: int) -> bool:
    """Whether it was there."""
    row = read(connection, page)
    if not row:
        return False
    connection.execute(
        "INSERT INTO words (words, rowid, title, body, marks, places) VALUES ('delete', ?, ?, ?, ?, ?)",
        [row.place, *row.stored.columns(row.facts)],
    )
    connection.executemany(
        "DELETE FROM keys WHERE key = ? AND place = ?", [(key, row.place) for key in row.stored.keys.split()]
    )
    connection.execute(
        "INSERT INTO starts (starts, rowid, part) VALUES ('delete', ?, ?)", [row.place, starts(row.stored, row.facts)]
    )
    for table in ("texts", "facts", "hidden"):
        connection.execute(f"DELETE FROM {table} WHERE place = ?", [row.place])
    return True


def read(connection, page: int) -> Row | None:
    found = connection.execute(
        f"SELECT place, published, digest, {FACT_COLUMNS} FROM facts WHERE page = ?", [page]
    ).fetchone()
    if not found:
        return None
    place, published, digest, *facts = found
    texts = connection.execute("SELECT title, body, marks, keys FROM texts WHERE place = ?", [place]).fetchone()
    return Row(place, published, digest, dict(zip(FACTS, facts, strict=True)), Stored(*texts))


def hide(connection, pages: Iterable[int]) -> None:
    """In the caller's transaction: from its end on nothing of these pages is answered. Needs none of their tokens."""
    pages = [(page,) for page in pages]
    connection.executemany("INSERT OR IGNORE INTO hidden SELECT place FROM facts WHERE page = ?", pages)
    if is_rebuilding(connection):
        connection.executemany("INSERT OR IGNORE INTO changed VALUES (?)", pages)


def shown(connection, page: int) -> Row | None:
    """What is stored of a page, unless it is hidden."""
    hidden = connection.execute("SELECT 1 FROM hidden JOIN facts USING (place) WHERE page = ?", [page]).fetchone()
    return None if hidden else read(connection, page)


def free_place(connection, day: int) -> int:
    """After the last of the day; a day that is full goes on into the next."""
    start = first_place(day)
    while True:
        end = start + (1 << SLOT_BITS)
        last = connection.execute(
            "SELECT place FROM facts WHERE place >= ? AND place < ? ORDER BY place DESC LIMIT 1", [start, end]
        ).fetchone()
        if not last:
            return start
        if last[0] + 1 < end:
            return last[0] + 1
        start = end


def apply(connection, records: Iterable[Record], gone: Iterable[int]) -> None:
    """In the caller's transaction; while a rebuild runs, what was touched is noted for it."""
    recording = is_rebuilding(connection)
    for page in gone:
        take_out(connection, page)
        if recording:
            note(connection, page)
    for record in records:
        put(connection, record)
        if recording:
            note(connection, record.page)


def is_rebuilding(connection) -> bool:
    return bool(connection.execute("SELECT 1 FROM about WHERE name = 'rebuilding'").fetchone())


def note(connection, page: int) -> None:
    connection.execute("INSERT OR IGNORE INTO changed VALUES (?)", [page])
