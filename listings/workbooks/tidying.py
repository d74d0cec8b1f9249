"""Uploaded workbooks are kept for a month: then the file and its rows go, what became of it stays."""

import datetime
from pathlib import Path

from listings.models import Upload, UploadRow, UploadState
from listings.workbooks.storage import workbook_storage

KEPT = datetime.timedelta(days=30)
# A file is written before its row: younger ones may be somebody's at this moment.
ORPHANED_AFTER = datetime.timedelta(hours=1)


def tidy_uploads(now: datetime.datetime) -> int:
    """How many files went, those without a row too (left by what was killed)."""
    storage = workbook_storage()
    old = Upload.objects.filter(updated_at__lt=now - KEPT)
    removed = 0
    for upload in old.exclude(file="", adjustment__isnull=False):
        UploadRow.objects.filter(upload=upload).delete()
        if upload.file:
            storage.delete(upload.file.name)
            removed += 1
        if upload.state == UploadState.DONE and upload.adjustment_id:
            Upload.objects.filter(pk=upload.pk).update(file="")
        else:
            upload.delete()
    return removed + remove_orphans(storage, now - ORPHANED_AFTER)


def remove_orphans(storage, before: datetime.datetime) -> int:
    root, removed = Path(storage.location), 0
    known = set(Upload.objects.exclude(file="").values_list("file", flat=True))
    for path in root.glob("*/*"):
        if path.relative_to(root).as_posix() not in known and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
            removed += 1
    return removed
