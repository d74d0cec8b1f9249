"""Where sealed files lie: `PORTAL_HOME/disclosure`, never below the media directory, nothing in clear on the way."""

import contextlib
import io
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from disclosure.sealing.streams import SealedReader, plain_size, sealed_chunks


class Sealing(File):
    """Has no path that a storage could move instead of reading: an upload's temporary file is in clear."""

    def chunks(self, chunk_size=None):
        self.file.seek(0)
        return sealed_chunks(iter(lambda: self.file.read(1 << 16), b""))


class SealedStorage(FileSystemStorage):
    """`open()` gives what was saved; `size()` its length. No address: only a view that asks who is there answers it."""

    def __init__(self):
        super().__init__(base_url=None, file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self):
        return settings.DISCLOSURE_ROOT

    @property
    def location(self):
        return os.path.abspath(self.base_location)

    def _save(self, name, content):
        """A file that could not be written whole is gone at once: a full disk needs its place."""
        try:
            return super()._save(name, Sealing(content))
        except OSError:
            with contextlib.suppress(OSError):
                self.delete(name)
            raise

    def _open(self, name, mode="rb"):
        if mode != "rb":
            raise ValueError("sealed files are read only")
        # Closed by the reader, which is closed by the file that is given out.
        reader = SealedReader(Path(self.path(name)).open("rb"))  # noqa: SIM115
        return File(io.BufferedReader(reader, 1 << 16), name)

    def size(self, name):
        return plain_size(super().size(name))


def sealed_storage() -> SealedStorage:
    """Called by the field, so that the path is never written into a migration."""
    return SealedStorage()


def storage_name(instance, name: str) -> str:
    """A name that cannot be guessed and tells nothing: 张三身份证.jpg is personal too."""
    token = secrets.token_hex(16)
    return f"{token[:2]}/{token[2:]}.sealed"
