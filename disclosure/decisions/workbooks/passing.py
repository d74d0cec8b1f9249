"""An uploaded file while it is read: on the disk of its owner alone, for seconds, and gone afterwards."""

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
def on_disk(file, name: str):
    """The path of a Django file, with the ending of its name."""
    folder = tempfile.mkdtemp(prefix=PREFIX, dir=directory())
    try:
        path = Path(folder) / f"table{Path(name).suffix.lower()[:6]}"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for chunk in file.chunks():
                out.write(chunk)
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clear_left(now: datetime.datetime) -> int:
    """What a killed process left; how many that were."""
    before, done = (now - LEFT_AFTER).timestamp(), 0
    for folder in directory().glob(f"{PREFIX}*"):
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)
            done += 1
    return done
