"""One connection a thread and process; opened again after a fork and when another file has come into force."""

import os
import sqlite3
import threading
from contextlib import contextmanager
from pathlib import Path

from cms_core.search.errors import Newer, Outdated
from cms_core.search.fts import schema as of_pages
from cms_core.search.fts.files import Files
from cms_core.search.fts.readable import can_read

ATTEMPTS = 50


class Connections:
    """`schema` makes the tables of an index (`create`) and says what they depend on (`fingerprint`).

    A file of an earlier `VERSION` answers while it has all that is read of it, else an empty one takes its place; one
    of a later release raises Newer.
    """

    def __init__(self, link: Path, schema=of_pages):
        self.schema = schema
        self.files = Files(link, schema)
        self.local = threading.local()

    def get(self) -> sqlite3.Connection:
        """Of the file in force now."""
        for _ in range(ATTEMPTS):
            target = self.files.target()
            own = getattr(self.local, "own", None)
            if own and own[0] == os.getpid() and own[1] == target:
                return own[2]
            self.close()
            path = target or self.files.current()
            try:
                connection = self.files.open(path)
                version = connection.execute("SELECT value FROM about WHERE name = 'version'").fetchone()
            except sqlite3.OperationalError:
                if path == self.files.target():
                    raise
                continue  # switched, and the old file gone, between the two steps
            try:
                if not can_read(connection, version, self.schema):
                    connection.close()
                    self.files.renew(path)
                    continue
            except Newer:
                connection.close()
                raise
            self.local.own = (os.getpid(), path, connection)
        raise sqlite3.OperationalError("search index switched too often")

    def in_use(self) -> Path:
        """The file of this thread's connection."""
        return self.local.own[1]

    def close(self) -> None:
        """A connection of the parent is let go, not closed: closing it would drop the parent's locks."""
        own = getattr(self.local, "own", None)
        self.local.own = None
        if own and own[0] == os.getpid():
            own[2].close()
        elif own:
            FORKED.append(own[2])

    @contextmanager
    def writing(self, *, outdated=False):
        """A transaction on the file in force, which stays in force until it ends. Raises Outdated, unless that does
        not matter to the caller."""
        while True:
            connection = self.get()
            connection.execute("BEGIN IMMEDIATE")
            if self.local.own[1] == self.files.target():
                break
            connection.execute("ROLLBACK")  # switched while we waited
        try:
            stored = connection.execute("SELECT value FROM about WHERE name='fingerprint'").fetchone()
            if not outdated and stored[0] != self.schema.fingerprint():
                raise Outdated
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


FORKED: list = []  # kept alive, so that they are never closed
