"""Building the index anew in a file of its own while the old one is read and written, and switching to it."""

from collections.abc import Iterable

from cms_core.search.fts.connections import Connections
from cms_core.search.fts.write import BATCH, insert, put, read, take_out
from cms_core.search.record import Record

# A last step over fewer changes than that is short enough to hold up writers.
FEW_CHANGES = 50


def rebuild(connections: Connections, records: Iterable[Record]) -> int:
    """How many pages the new file has. `records`, best oldest first, must be read as they are asked for: what is
    written before that, they have; what is written after, is noted. Raises Rebuilding."""
    files = connections.files
    with files.rebuilding():
        live = connections.get()
        live.execute("BEGIN IMMEDIATE")
        live.execute("INSERT OR REPLACE INTO about VALUES ('rebuilding', '1')")
        live.execute("DELETE FROM changed")
        live.execute("COMMIT")
        path = files.make()
        new = files.open(path)
        try:
            new.execute("PRAGMA synchronous=OFF")
            count = fill(new, records)
            while catch_up(live, new, FEW_CHANGES * 10) > FEW_CHANGES:
                pass
            new.execute("PRAGMA synchronous=NORMAL")
            new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            files.flush(path)  # now, not while writers wait
            take_over(connections, live, new, path)
        except BaseException:
            new.close()
            files.remove(path)
            forget(live)
            raise
    return count


def fill(new, records) -> int:
    count = 0
    for record in records:
        if count % BATCH == 0:
            if count:
                new.execute("COMMIT")
            new.execute("BEGIN")
        put(new, record)
        count += 1
    if count:
        new.execute("COMMIT")
    return count


def catch_up(live, new, most: int) -> int:
    """Bring over what others wrote meanwhile, as it stands now; how many there were."""
    live.execute("BEGIN IMMEDIATE")
    pages = [page for (page,) in live.execute("SELECT page FROM changed LIMIT ?", [most])]
    rows = {page: read(live, page) for page in pages}
    live.executemany("DELETE FROM changed WHERE page = ?", [(page,) for page in pages])
    live.execute("COMMIT")
    copy(new, rows)
    return len(pages)


def copy(new, rows: dict) -> None:
    new.execute("BEGIN")
    for page, row in rows.items():
        take_out(new, page)
        if row:
            place, published, facts, stored = row
            insert(new, free(new, place), page, published, facts, stored)
    new.execute("COMMIT")


def free(new, place: int) -> int:
    """The same place, or the next one that is free."""
    while new.execute("SELECT 1 FROM facts WHERE place = ?", [place]).fetchone():
        place += 1
    return place


def take_over(connections, live, new, path) -> None:
    """Writers wait; then the last changes are copied, and the new file comes into force before they go on."""
    files, old = connections.files, connections.files.target()
    live.execute("BEGIN IMMEDIATE")
    try:
        pages = [page for (page,) in live.execute("SELECT page FROM changed")]
        copy(new, {page: read(live, page) for page in pages})
        new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        new.close()
        files.switch(path)
    finally:
        live.execute("ROLLBACK")
    live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close()
    if old != path:
        files.remove(old)


def forget(live) -> None:
    live.execute("BEGIN IMMEDIATE")
    live.execute("DELETE FROM about WHERE name = 'rebuilding'")
    live.execute("DELETE FROM changed")
    live.execute("COMMIT")
