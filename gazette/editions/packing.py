"""ZIP files that are the same whenever they are made: in the order given, all dated with the publication day."""

import datetime
import shutil
import zipfile
from pathlib import Path
from typing import BinaryIO

from django.core.files.base import File

LEVEL = 6
# Compressed already: pressing them again costs time and saves nothing.
STORED = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".zip", ".pdf", ".docx", ".xlsx", ".pptx", ".mp4"}


class Pack:
    """Use as a context manager; `target` is written as it goes, nothing large is held in memory."""

    def __init__(self, target: Path, day: datetime.date):
        # The format begins in 1980; the first gazettes are older.
        self.date = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
        self.zip = zipfile.ZipFile(target, "w", allowZip64=True)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.zip.close()

    def add(self, name: str, content: str | bytes, *, stored: bool = False) -> None:
        self.zip.writestr(self.info(name, stored), content, compresslevel=LEVEL)

    def add_stream(self, name: str, source: BinaryIO | File) -> None:
        info = self.info(name, Path(name).suffix.lower() in STORED)
        with self.zip.open(info, "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target, 1 << 20)

    def info(self, name: str, stored: bool) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self.date)
        info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        # Else it carries the system it was made on.
        info.create_system, info.external_attr = 3, 0o644 << 16
        return info
