"""Where the gazette's files lie: `PORTAL_HOME/gazette`, never below the media directory."""

import secrets
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import FileSystemStorage


def gazette_storage():
    return FileSystemStorage(location=settings.GAZETTE_ROOT, base_url=None)


def storage_name(file, name: str) -> str:
    """By gazette and year, under a name that cannot be guessed: `3/2015/9f…c2.pdf`."""
    issue = file.issue
    return f"{issue.gazette_id}/{issue.year}/{secrets.token_hex(16)}{PurePosixPath(name).suffix.lower()[:10]}"
