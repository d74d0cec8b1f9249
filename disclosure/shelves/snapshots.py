"""Shelves laid down in a file under PORTAL_HOME, so that a process that begins need not read every row.

What lies there is compared with the stamps like what a process keeps itself: an old file only means more to read, and
one that is damaged, or of another database, is passed over.
"""

import contextlib
import logging
import marshal
import os
import tempfile
import time
import zlib
from array import array
from pathlib import Path

from django.conf import settings

from disclosure.shelves.shelf import Shelf
from disclosure.shelves.stamps import pages_since

logger = logging.getLogger(__name__)
# Another when a shelf has other contents.
HEAD = b"disclosure shelves 2\n"
UNFINISHED = ".shelves-"
# Nobody writes so long (seconds).
OLD = 3600
ARRAYS = (("moments", "q"), ("pages", "q"), ("lengths", "I"), ("ends", "i"))


class Snapshot:
    """`part` is the folder of the list, `title` what its troubles are called in the log."""

    def __init__(self, part: str, title: str):
        self.part, self.title, self.seen = part, title, None

    def path(self) -> Path:
        return Path(settings.DISCLOSURE_ROOT) / self.part / "shelves.bin"

    def keep(self, shelves: dict[int, Shelf]) -> None:
        """What cannot be written is written another time: nothing depends on it."""
        try:
            told = marshal.dumps({site: packed(shelf) for site, shelf in shelves.copy().items()})
            self.place(HEAD + zlib.crc32(told).to_bytes(4, "big") + told)
        except OSError as error:
            logger.warning("%s的计数没有写入 %s：%s", self.title, self.path(), error)

    def place(self, contents: bytes) -> None:
        """Whole or not at all, also when the process is killed."""
        self.path().parent.mkdir(parents=True, exist_ok=True)
        self.sweep()
        handle, name = tempfile.mkstemp(dir=self.path().parent, prefix=UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(contents)
            os.replace(name, self.path())
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        self.seen = self.mark()

    def sweep(self) -> None:
        """What processes left that were killed while they wrote."""
        for left in self.path().parent.glob(f"{UNFINISHED}*"):
            with contextlib.suppress(FileNotFoundError):
                if time.time() - left.stat().st_mtime > OLD:
                    left.unlink()

    def mark(self):
        found = self.path().stat()
        return found.st_ino, found.st_mtime_ns

    def adopt(self, shelves: dict[int, Shelf], told) -> bool:
        """Take those that are better than what is known; False where there is nothing new to take."""
        try:
            if (now := self.mark()) == self.seen:
                return False
            laid = read(self.path().read_bytes())
        except (OSError, ValueError, TypeError, EOFError, KeyError) as error:
            if not isinstance(error, FileNotFoundError):
                logger.warning("%s的计数 %s 读不出，改从数据库读取：%s", self.title, self.path(), error)
            return False
        self.seen = now
        better = {
            site: shelf
            for site, shelf in laid.items()
            if site not in shelves or (site in told and lacking(shelf, told[site]) < lacking(shelves[site], told[site]))
        }
        shelves |= better
        return bool(better)


def lacking(shelf: Shelf, years) -> int:
    """How many years would have to be read as a whole."""
    return sum(pages_since(shelf.years.get(year, frozenset()), tokens) is None for year, tokens in years.items())


def packed(shelf: Shelf) -> tuple:
    arrays = [getattr(shelf, name).tobytes() for name, _ in ARRAYS]
    bits = [(facet, value, own) for (facet, value), own in shelf.bits.items()]
    return (*arrays, shelf.words, bits, {year: list(tokens) for year, tokens in shelf.years.items()})


def read(contents: bytes) -> dict[int, Shelf]:
    start = len(HEAD) + 4
    if not contents.startswith(HEAD) or zlib.crc32(told := memoryview(contents)[start:]) != int.from_bytes(
        contents[len(HEAD) : start], "big"
    ):
        raise ValueError("不是这一版的文件，或者不完整")
    return {site: unpacked(*parts) for site, parts in marshal.loads(told).items()}


def unpacked(*parts) -> Shelf:
    *arrays, words, bits, years = parts
    return Shelf(
        *(array(kind, those) for (_, kind), those in zip(ARRAYS, arrays, strict=True)),
        words,
        {(facet, value): own for facet, value, own in bits},
        {year: frozenset(tokens) for year, tokens in years.items()},
    )
