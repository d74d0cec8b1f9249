"""The files of the index: `search.sqlite3` is a link to the one in force, so that a new one is switched to in one step.

A rename over the file itself would leave its write-ahead log behind, and SQLite would read it into the new file.
"""

import fcntl
import os
import re
import secrets
import sqlite3
from contextlib import contextmanager
from pathlib import Path

from cms_core.search.errors import Rebuilding
from cms_core.search.fts import schema as of_pages

SUFFIXES = ("", "-wal", "-shm", "-journal")
BUSY_SECONDS = 20


class Files:
    def __init__(self, link: Path, schema=of_pages):
        self.link = Path(link)
        self.schema = schema

    def current(self) -> Path:
        """The file in force; made, empty, when there is none."""
        while (target := self.target()) is None:
            made = self.make()
            try:
                os.symlink(made.name, self.link)
            except FileExistsError:  # another process was first, or the file that the link names was deleted
                if self.target() is None:
                    self.switch(made)
                else:
                    self.remove(made)
        return target

    def renew(self, path: Path) -> None:
        """An empty file in place of `path`, whose tables this release cannot read. Two processes that do so at once
        lose nothing: both files are empty, and the worker fills whichever stays in force."""
        made = self.make()
        if self.target() == path:
            self.switch(made)
            self.remove(path)
        else:
            self.remove(made)

    def target(self) -> Path | None:
        """None also where the link is left of a file that was deleted: who has it open would write into it for ever."""
        path = self.named()
        while path is not None and not path.exists():
            before, path = path, self.named()
            if path == before:
                return None  # deleted; else switched meanwhile, and the old one taken away
        return path

    def named(self) -> Path | None:
        try:
            return self.link.parent / os.readlink(self.link)
        except FileNotFoundError:
            return None
        except OSError:  # a plain file, as a copied directory has it
            return self.link

    def make(self) -> Path:
        """A new file with empty tables, not yet in force."""
        self.link.parent.mkdir(parents=True, exist_ok=True)
        path = self.link.with_name(f"{self.link.stem}-{secrets.token_hex(6)}{self.link.suffix}")
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute("PRAGMA page_size=8192")
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            self.schema.create(connection)
            connection.execute("INSERT INTO about VALUES ('version', ?)", [str(self.schema.VERSION)])
        except BaseException:
            connection.close()
            self.remove(path)
            raise
        connection.close()
        return path

    def open(self, path: Path) -> sqlite3.Connection:
        """Raises sqlite3.OperationalError when the file has gone."""
        connection = sqlite3.connect(
            f"file:{path.as_posix().replace('%', '%25').replace('?', '%3f').replace('#', '%23')}?mode=rw",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA cache_size=-32768")
        connection.execute("PRAGMA temp_store=MEMORY")
        return connection

    def switch(self, path: Path) -> None:
        """Put `path` in force."""
        step = self.link.with_name(f".{path.name}.link")
        step.unlink(missing_ok=True)
        os.symlink(path.name, step)
        os.replace(step, self.link)
        self.flush(self.link.parent)

    def flush(self, path: Path) -> None:
        """A file or directory, from the system's memory to the disk."""
        number = os.open(path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)

    def remove(self, path: Path) -> None:
        for suffix in SUFFIXES if path != self.link else SUFFIXES[1:]:  # a plain file has been replaced by the link
            path.with_name(path.name + suffix).unlink(missing_ok=True)

    @contextmanager
    def rebuilding(self):
        """One process at a time; what a killed one left behind is cleared away."""
        self.current()
        with self.link.with_suffix(".lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Rebuilding from None
            self.sweep()
            yield

    def sweep(self) -> None:
        kept = self.target().name
        # Names as `make` gives them: search-vocabulary.sqlite3 is somebody else's.
        ours = re.compile(rf"{re.escape(self.link.stem)}-[0-9a-f]{{12}}{re.escape(self.link.suffix)}")
        for path in self.link.parent.iterdir():
            if ours.fullmatch(path.name) and path.name != kept:
                self.remove(path)
