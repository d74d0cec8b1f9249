"""Where uploaded workbooks lie: `PORTAL_HOME/listings`, never below the media directory; only checks read them."""

import secrets
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import FileSystemStorage


def workbook_storage():
    """Called by the field, so that the path is never written into a migration."""
    return FileSystemStorage(location=settings.LISTINGS_ROOT, base_url=None)


def storage_name(upload, name: str) -> str:
    """By list, under a name that cannot be guessed: `3/9f…c2.xlsx`."""
    return f"{upload.listing_id}/{secrets.token_hex(16)}{PurePosixPath(name).suffix.lower()[:6]}"
