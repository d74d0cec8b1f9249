"""An uploaded file while it is read: in memory, under a path, since readers of spreadsheets want one."""

import datetime
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

PREFIX = "reading-"
LEFT_AFTER = datetime.timedelta(hours=1)


def directory() -> Path:
    path = Path(settings.PORTAL_HOME) / "decisions"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


@contextmanager
def under_a_path(file, name: str):
    """The path of a Django file, with the ending of its name; what it holds is on no disk where the system can."""
    folder = tempfile.mkdtemp(prefix=PREFIX, dir=directory())
    try:
        path = Path(folder) / f"table{Path(name).suffix.lower()[:6]}"
        with place_for(path) as out:
            for chunk in file.chunks():
                out.write(chunk)
            out.flush()
            yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def place_for(path: Path):
    """A file of the memory, linked to by `path`; elsewhere than on Linux a file that only its owner reads."""
    if not hasattr(os, "memfd_create"):
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    number = os.memfd_create("table")
    path.symlink_to(f"/proc/{os.getpid()}/fd/{number}")
    return os.fdopen(number, "wb")


def clear_left(now: datetime.datetime) -> int:
    """What a killed process left; how many that were."""
    before, done = (now - LEFT_AFTER).timestamp(), 0
    for folder in directory().glob(f"{PREFIX}*"):
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)
            done += 1
    return done
