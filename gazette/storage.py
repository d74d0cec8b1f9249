"""Where the gazette's files lie: `PORTAL_HOME/gazette`, never below the media directory."""

import secrets
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import FileSystemStorage

SMALL_WIDTH = 480


def gazette_storage():
    return FileSystemStorage(location=settings.GAZETTE_ROOT, base_url=None)


def storage_name(file, name: str) -> str:
    """By gazette and year, under a name that cannot be guessed: `3/2015/9f…c2.pdf`."""
    issue = file.issue
    return f"{issue.gazette_id}/{issue.year}/{secrets.token_hex(16)}{PurePosixPath(name).suffix.lower()[:10]}"


def small_name(name: str) -> str:
    """Of the small picture beside a cover, under a name that is as hard to guess."""
    return f"{name.rpartition('.')[0] or name}-{SMALL_WIDTH}.webp"
