"""The folder of the index: `current` is a link to the one in force, so that a new one is switched to in one step.

Whoosh's table of contents is a pickle: who can write in here can run code, so nobody else may even read it (0700).
"""

import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from cms_core.search.errors import Busy, Rebuilding
from cms_core.search.whoosh.schema import SCHEMA, fingerprint

NAME, WHOLE = "MAIN", "whole"
BUSY_SECONDS = 20


class Durable(FileStorage):
    """Whoosh never calls fsync. Here a generation is on the disk before its table of contents comes into force."""

    def __init__(self, path):
        super().__init__(str(path))
        self.written: set[str] = set()

    def create_file(self, name, *args, **more):
        self.written.add(name)
        return super().create_file(name, *args, **more)

    def rename_file(self, oldname, newname, safe=False):
        for name in self.written:
            with suppress(FileNotFoundError):  # a part of what was put together since
                flush(self._fpath(name))
        self.written.clear()
        os.replace(self._fpath(oldname), self._fpath(newname))
        flush(self.folder)


def flush(path) -> None:
    """A file or directory, from the system's memory to the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


class Folder:
    def __init__(self, path: Path):
        self.path = Path(path)
        self.link = self.path / "current"
        self.changed = self.path / "changed"

    def target(self) -> Path | None:
        """The directory in force."""
        try:
            return self.path / os.readlink(self.link)
        except FileNotFoundError:
            return None

    def current(self) -> Path:
        """The directory in force; made, empty, when there is none."""
        while not (target := self.target()) or not target.exists():
            with self.lock():
                if not (target := self.target()) or not target.exists():
                    self.switch(self.make())
        return target

    def make(self) -> Path:
        """A new directory with an empty index, not yet in force."""
        made = self.path / f"index-{secrets.token_hex(6)}"
        made.mkdir(mode=0o700)
        TOC.create(Durable(made), SCHEMA, NAME)
        (made / "fingerprint").write_text(fingerprint(), encoding="ascii")
        return made

    def switch(self, made: Path) -> None:
        """Put `made` in force."""
        step = self.path / f".{made.name}.link"
        os.symlink(made.name, step)
        os.replace(step, self.link)
        flush(self.path)

    @contextmanager
    def lock(self, name: str = "lock", seconds: float | None = None) -> Iterator[None]:
        """One process and thread at a time; freed by the system when its holder is killed. Raises Busy."""
        self.path.mkdir(parents=True, exist_ok=True)
        self.path.chmod(0o700)
        end = time.monotonic() + (BUSY_SECONDS if seconds is None else seconds)
        with (self.path / name).open("a") as file:
            while not locked(file):
                if time.monotonic() > end:
                    raise Busy
                time.sleep(0.02)
            yield

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """One process at a time; what a killed one left behind is cleared away."""
        self.current()
        try:
            with self.lock("rebuild.lock", seconds=0):
                self.sweep()
                try:
                    yield
                finally:
                    self.changed.unlink(missing_ok=True)
        except Busy:
            raise Rebuilding from None

    def is_rebuilding(self) -> bool:
        """Whether what is written is to be noted; never after a rebuild that was killed."""
        if not self.changed.exists():
            return False
        try:
            with self.lock("rebuild.lock", seconds=0):
                self.changed.unlink(missing_ok=True)
                return False
        except Busy:
            return True

    def note(self, pages) -> None:
        """Before they are written: noted and not written costs nothing, the other way round loses them."""
        with self.changed.open("a", encoding="ascii") as file:
            file.writelines(f"{page}\n" for page in pages)

    def take(self) -> set[int]:
        """What was noted since the last time."""
        noted = {int(line) for line in self.changed.read_text(encoding="ascii").split()}
        self.changed.write_text("", encoding="ascii")
        return noted

    def fill(self, made: Path) -> None:
        """Remember that `made` has all there was to be found when it was made."""
        (made / WHOLE).touch()
        flush(made)

    def lacking(self) -> str:
        """Why it has to be rebuilt; "" when it is in order."""
        current = self.current()
        if is_outdated(current):
            return "检索索引由另一版本的程序建立"
        return "" if self.is_whole() else "检索索引尚未建立"

    def is_whole(self) -> bool:
        """Whether it was ever filled; which one is in force may change between two steps."""
        return (self.link / WHOLE).exists()

    def sweep(self) -> None:
        """What is neither in force nor a lock."""
        kept = self.target()
        for path in [*self.path.glob("index-*"), *self.path.glob(".index-*.link")]:
            if path != kept:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)


def is_outdated(path: Path) -> bool:
    return (path / "fingerprint").read_text(encoding="ascii") != fingerprint()


def locked(file) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
