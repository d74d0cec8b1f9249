"""Building the index anew in a file of its own while the old one is read and written, and switching to it."""

from collections.abc import Iterable
from contextlib import ExitStack

from cms_core.search.fts.connections import Connections
from cms_core.search.fts.write import BATCH, insert, put, read, take_out
from cms_core.search.record import Record

# A last step over fewer changes than that is short enough to hold up writers.
FEW_CHANGES = 50


class Rebuild:
    """A new file beside the one in force, which is read and written meanwhile. `read` and `copy` are of its tables."""

    def __init__(self, connections: Connections, read, copy):
        self.connections, self.read, self.copy = connections, read, copy

    def start(self):
        """The connection to the new file. From now on what is written to the old one is noted. Raises Rebuilding."""
        files = self.connections.files
        with ExitStack() as held:
            held.enter_context(files.rebuilding())
            self.live = self.connections.get()
            self.live.execute("BEGIN IMMEDIATE")
            self.live.execute("INSERT OR REPLACE INTO about VALUES ('rebuilding', '1')")
            self.live.execute("DELETE FROM changed")
            self.live.execute("COMMIT")
            self.path = files.make()
            self.new = files.open(self.path)
            self.new.execute("PRAGMA synchronous=OFF")
            self.held = held.pop_all()
        return self.new

    def finish(self) -> None:
        """Bring over what was written meanwhile, and put the new file in force."""
        files = self.connections.files
        while catch_up(self.live, self.new, FEW_CHANGES * 10, self.read, self.copy) > FEW_CHANGES:
            pass
        self.new.execute("PRAGMA synchronous=NORMAL")
        self.new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        files.flush(self.path)  # now, not while writers wait
        take_over(self.connections, self.live, self.new, self.path, self.read, self.copy)
        self.held.close()

    def abandon(self) -> None:
        self.new.close()
        self.connections.files.remove(self.path)
        forget(self.live)
        self.held.close()


def rebuild(connections: Connections, records: Iterable[Record]) -> int:
    """How many pages the new file has. `records`, best oldest first, must be read as they are asked for: what is
    written before that, they have; what is written after, is noted. Raises Rebuilding."""
    rebuilding = Rebuild(connections, read, copy)
    new = rebuilding.start()
    try:
        count = fill(new, records)
        rebuilding.finish()
    except BaseException:
        rebuilding.abandon()
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
    rows = changed(live, most)
    live.executemany("DELETE FROM changed WHERE page = ?", [(page,) for page in rows])
    live.execute("COMMIT")
    copy(new, rows)
    return len(rows)


def changed(live, most: int = -1) -> dict[int, Row | None]:
    """What was written meanwhile, by page; None for what is gone or may not be seen any more."""
    found = {}
    for (page,) in live.execute("SELECT page FROM changed LIMIT ?", [most]).fetchall():
        row = read(live, page)
        found[page] = None if row is None or is_hidden(live, row.place) else row
    return found


def copy(new, rows: dict[int, Row | None]) -> None:
    new.execute("BEGIN")
    for page, row in rows.items():
        take_out(new, page)
        if row:
            insert(new, page, replace(row, place=free(new, row.place)))
    new.execute("COMMIT")


def free(new, place: int) -> int:
    """The same place, or the next one that is free."""
    while new.execute("SELECT 1 FROM facts WHERE place = ?", [place]).fetchone():
        place += 1
    return place


def take_over(connections, live, new, path, read, copy) -> None:
    """Writers wait; then the last changes are copied, and the new file comes into force before they go on."""
    files, old = connections.files, connections.files.target()
    live.execute("BEGIN IMMEDIATE")
    try:
        copy(new, changed(live))
        new.execute("INSERT OR REPLACE INTO about VALUES ('whole', '1')")
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
