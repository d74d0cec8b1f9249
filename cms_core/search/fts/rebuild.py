"""Building the index anew in a file of its own while the old one is read and written, and switching to it."""

import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace

from cms_core.search.errors import Newer, Replaced
from cms_core.search.fts.connections import Connections
from cms_core.search.fts.write import Row, insert, put, shown, take_out
from cms_core.search.record import Record

# A last step over fewer changes than that is short enough to hold up writers.
FEW_CHANGES = 50
# Pages in one transaction, and bytes of words that FTS5 keeps in memory before it writes them: with the 1 MB that it
# keeps otherwise it writes and merges the same words some times more.
BATCH, KEPT, KEPT_OTHERWISE = 2000, 32 << 20, 1 << 20
# Leaves of the words that are merged at once.
MERGED = 2000


class Rebuild:
    """A new file beside the one in force, which is read and written meanwhile.

    `shown(live, key)` reads a row, None for what is gone; `copy(new, rows)` writes such rows.
    """

    def __init__(self, connections: Connections, shown, copy):
        self.connections, self.shown, self.copy = connections, shown, copy

    def start(self):
        """The connection to the new file. From now on what is written to the old one is noted. Raises Rebuilding."""
        files = self.connections.files
        with ExitStack() as held:
            held.enter_context(files.rebuilding())
            try:
                self.note_changes()
            except sqlite3.OperationalError:
                raise  # busy
            except (Newer, sqlite3.DatabaseError):  # damaged: nothing of it can be read, so nothing is lost
                self.connections.close()
                files.renew(files.target())
                self.note_changes()
            self.path = files.make()
            self.new = files.open(self.path)
            self.new.execute("PRAGMA synchronous=OFF")
            self.held = held.pop_all()
        return self.new

    def note_changes(self) -> None:
        self.live = self.connections.get()
        self.old = self.connections.in_use()
        self.live.execute("BEGIN IMMEDIATE")
        self.live.execute("INSERT OR REPLACE INTO about VALUES ('rebuilding', '1')")
        self.live.execute("DELETE FROM changed")
        self.live.execute("COMMIT")

    def finish(self) -> None:
        """Bring over what was written meanwhile, and put the new file in force."""
        self.catch_up_with_all()
        self.new.execute("PRAGMA synchronous=NORMAL")
        self.new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connections.files.flush(self.path)  # now, not while writers wait
        self.catch_up_with_all()  # with what was written during that, which takes seconds
        self.take_over()
        self.held.close()

    def catch_up_with_all(self) -> None:
        while self.catch_up(FEW_CHANGES * 10) > FEW_CHANGES:
            pass

    def catch_up(self, most: int) -> int:
        """Bring over what others wrote meanwhile, as it stands now; how many there were."""
        self.live.execute("BEGIN IMMEDIATE")
        rows = self.changed(most)
        self.live.executemany("DELETE FROM changed WHERE page = ?", [(key,) for key in rows])
        self.live.execute("COMMIT")
        self.copy(self.new, rows)
        return len(rows)

    def changed(self, most: int = -1) -> dict:
        keys = [key for (key,) in self.live.execute("SELECT page FROM changed LIMIT ?", [most])]
        return {key: self.shown(self.live, key) for key in keys}

    def take_over(self) -> None:
        """Writers wait; then the last changes are copied, and the new file comes into force before they go on."""
        files = self.connections.files
        self.live.execute("BEGIN IMMEDIATE")
        try:
            if files.target() != self.old:  # deleted by hand: what was written since is noted nowhere
                raise Replaced
            self.copy(self.new, self.changed())
            self.new.execute("INSERT OR REPLACE INTO about VALUES ('whole', '1')")
            self.new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self.new.close()
            files.switch(self.path)
        finally:
            self.live.execute("ROLLBACK")
        self.live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connections.close()
        files.remove(self.old)

    def abandon(self) -> None:
        self.new.close()
        if self.connections.files.target() == self.path:  # in force already: only the old one was left to remove
            self.held.close()
            return
        self.connections.files.remove(self.path)
        self.live.execute("BEGIN IMMEDIATE")
        self.live.execute("DELETE FROM about WHERE name = 'rebuilding'")
        self.live.execute("DELETE FROM changed")
        self.live.execute("COMMIT")
        self.held.close()


def rebuild(connections: Connections, records: Iterable[Record]) -> int:
    """How many pages the new file has. `records`, best oldest first, must be read as they are asked for: what is
    written before that, they have; what is written after, is noted. Raises Rebuilding."""
    rebuilding = Rebuild(connections, shown, copy)
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
    keep(new, KEPT)
    for record in records:
        if count % BATCH == 0:
            if count:
                new.execute("COMMIT")
            new.execute("BEGIN")
        put(new, record)
        count += 1
    if count:
        new.execute("COMMIT")
    keep(new, KEPT_OTHERWISE)
    merge(new)
    return count


def keep(new, size: int) -> None:
    new.execute("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", [size])


def merge(new) -> None:
    """All words into one piece, some at a time: a save would have to merge the large ones with its own later on, which
    takes seconds."""
    new.execute("INSERT INTO words (words, rank) VALUES ('merge', ?)", [-MERGED])
    done = 2
    while done > 1:  # as FTS5 says that there was something to merge
        before = new.total_changes
        new.execute("INSERT INTO words (words, rank) VALUES ('merge', ?)", [MERGED])
        done = new.total_changes - before


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
