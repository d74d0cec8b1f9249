"""Where a letter lies in clear while it is typeset: in memory, for seconds; what the killed leave is swept away."""

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MEMORY = Path("/dev/shm")
PREFIX = "portal-letter-"
# Typesetting takes thirty seconds at most.
LEFT_AFTER = 10 * 60


def place() -> Path:
    """A file system in memory where there is one: what is left there never was on a disk."""
    return MEMORY if os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir())


@contextmanager
def directory() -> Iterator[Path]:
    """Sweeps first: of several machines only one runs the regular jobs."""
    sweep(time.time())
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=place()) as name:
        yield Path(name)


def sweep(now: float) -> int:
    """Our own alone, and no link: others may write there as well."""
    removed = 0
    for path in place().glob(f"{PREFIX}*"):
        with suppress(FileNotFoundError):  # made at this moment, and done with
            found = path.lstat()
            old = found.st_mtime < now - LEFT_AFTER
            if old and stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid():
                shutil.rmtree(path, ignore_errors=True)
                removed += 1
    return removed
