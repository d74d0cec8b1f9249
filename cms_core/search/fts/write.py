"""Writing: pages in and out, many in one transaction; seen by every process as soon as it ends."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from cms_core.search.found import FACETS, FACTS
from cms_core.search.fts.facets import shelf_of
from cms_core.search.fts.schema import SLOT_BITS, first_place
from cms_core.search.record import Record
from cms_core.search.stored import Stored

BEIJING = timezone(timedelta(hours=8))
EPOCH = datetime(1970, 1, 1, 8, tzinfo=BEIJING)
BATCH = 500
FACT_COLUMNS = ", ".join(f'"{name}"' for name in FACTS)
FACT_MARKS = ", ".join("?" * (4 + len(FACTS)))


def put(connection: sqlite3.Connection, record: Record) -> None:
    """In place of what there was of its page."""
    take_out(connection, record.page)
    stored = Stored.of(record)
    facts = {name: getattr(record, name) for name in FACTS}
    place = free_place(connection, record.published.astimezone(BEIJING).toordinal())
    insert(connection, place, record.page, int(record.published.timestamp()), facts, stored)


def insert(connection, place, page, published, facts, stored) -> None:
    year = (EPOCH + timedelta(seconds=published)).year
    shelf = shelf_of(connection, [year if name == "year" else facts[name] for name in FACETS])
    connection.execute(
        f"INSERT INTO facts (place, page, published, shelf, {FACT_COLUMNS}) VALUES ({FACT_MARKS})",
        [place, page, published, shelf, *(facts[name] for name in FACTS)],
    )
    connection.execute(
        "INSERT INTO texts VALUES (?, ?, ?, ?, ?)", [place, stored.title, stored.body, stored.marks, stored.keys]
    )
    connection.execute(
        "INSERT INTO words (rowid, title, body, marks, places) VALUES (?, ?, ?, ?, ?)",
        [place, *stored.columns(facts)],
    )
    connection.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?)", [(key, place) for key in stored.keys.split()])


def take_out(connection: sqlite3.Connection, page: int) -> bool:
    """Whether it was there."""
    found = read(connection, page)
    if not found:
        return False
    place, _, facts, stored = found
    connection.execute(
        "INSERT INTO words (words, rowid, title, body, marks, places) VALUES ('delete', ?, ?, ?, ?, ?)",
        [place, *stored.columns(facts)],
    )
    connection.executemany(
        "DELETE FROM keys WHERE key = ? AND place = ?", [(key, place) for key in stored.keys.split()]
    )
    connection.execute("DELETE FROM texts WHERE place = ?", [place])
    connection.execute("DELETE FROM facts WHERE place = ?", [place])
    return True


def read(connection, page):
    """(place, published, facts, stored) of a page that is there."""
    row = connection.execute(f"SELECT place, published, {FACT_COLUMNS} FROM facts WHERE page = ?", [page]).fetchone()
    if not row:
        return None
    place, published, *facts = row
    texts = connection.execute("SELECT title, body, marks, keys FROM texts WHERE place = ?", [place]).fetchone()
    return place, published, dict(zip(FACTS, facts, strict=True)), Stored(*texts)


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
    recording = connection.execute("SELECT 1 FROM about WHERE name = 'rebuilding'").fetchone()
    for page in gone:
        take_out(connection, page)
        if recording:
            note(connection, page)
    for record in records:
        put(connection, record)
        if recording:
            note(connection, record.page)


def note(connection, page: int) -> None:
    connection.execute("INSERT OR IGNORE INTO changed VALUES (?)", [page])
