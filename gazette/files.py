"""The files of an issue on the disk: written whole or not at all, and removed with their rows."""

import datetime
import errno
import hashlib
import mimetypes
import os
import re
import secrets
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.db import transaction
from PIL import Image

from cms_core.attachments.kinds import kinds
from cms_core.attachments.names import clean_name
from gazette.errors import GazetteError
from gazette.models import FileKind, Issue, IssueEntry, IssueFile
from gazette.storage import SMALL_WIDTH, gazette_storage, small_name, storage_name

CHUNK = 1 << 20
# Standing in `files/<name>` of a text and in addresses, these would end the name or mean something else.
UNFIT = re.compile(r"[\s#?%&'\"<>]+")
PICTURES = (FileKind.PICTURE, FileKind.COVER)
KEPT_AT_LEAST = datetime.timedelta(hours=1)
OURS = re.compile(rf"\d+/\d+/(?:[0-9a-f]{{32}}(?:\.[^/]{{0,9}}|-{SMALL_WIDTH}\.webp)?|\.[0-9a-f]{{16}}\.part)")


def file_name(name: str) -> str:
    """As readers see it, in a form that can stand in an address."""
    return UNFIT.sub("_", clean_name(name))


def free_name(name: str, taken: set[str]) -> str:
    """Two files of one name: 名单.xlsx and 名单-2.xlsx."""
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, f".{ending}") if dot else (name, "")
    number = 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}{ending}"
    return name


def store_file(
    issue: Issue,
    kind: FileKind,
    name: str,
    content: bytes | BinaryIO,
    *,
    entry: IssueEntry | None = None,
    media_type: str | None = None,
) -> IssueFile:
    """The file under `name` of the issue, or of the entry; one of its kind that has the name is replaced.

    Beside one of another kind (a scan called like the PDF edition) it gets a number. Written under a temporary name
    first; a transaction that is rolled back leaves a file that `tidy_files` takes away. Raises GazetteError when the
    disk is full.
    """
    others = IssueFile.objects.filter(issue=issue, entry=entry).exclude(kind=kind)
    name = free_name(file_name(name), set(others.values_list("name", flat=True)))
    row = IssueFile(issue=issue, entry=entry, kind=kind, name=name)
    row.file.name = storage_name(row, name)
    row.size, row.sha256 = write_whole(Path(gazette_storage().path(row.file.name)), content)
    row.media_type = media_type or media_type_of(name)
    if kind in PICTURES:
        row.width, row.height = _measure(row)
    try:
        with transaction.atomic():
            same = IssueFile.objects.select_for_update().filter(issue=issue, entry=entry, name=name).first()
            if same:
                row.pk, row._state.adding = same.pk, False
                remove_from_disk(same.file.name)
            row.save()
    except BaseException:
        gazette_storage().delete(row.file.name)
        raise
    return row


def open_file(file: IssueFile) -> BinaryIO:
    try:
        return file.file.storage.open(file.file.name, "rb")
    except FileNotFoundError as error:
        raise GazetteError(f"文件“{file.name}”不在磁盘上，请从备份恢复，或退回后重新生成。") from error


def delete_files(files) -> None:
    """Rows of a queryset now, what lies on the disk once that is certain."""
    names = list(files.values_list("file", flat=True))
    files.delete()
    for name in names:
        remove_from_disk(name)


def remove_from_disk(name: str) -> None:
    transaction.on_commit(lambda: gazette_storage().delete(name))


def media_type_of(name: str) -> str:
    kind = kinds().get(name.rpartition(".")[2].lower())
    return kind.media_type if kind else mimetypes.guess_type(name)[0] or "application/octet-stream"


def tidy_files(now: datetime.datetime) -> int:
    """Files without a row, left behind by what was rolled back or killed; none that is younger than an hour."""
    root = Path(gazette_storage().location)
    latest = (now - KEPT_AT_LEAST).timestamp()
    removed = 0
    for folder in sorted(root.glob("*/*")):
        place = folder.relative_to(root).as_posix()
        known = set(IssueFile.objects.filter(file__startswith=f"{place}/").values_list("file", flat=True))
        known |= {small_name(name) for name in known}
        for path in folder.iterdir():
            name = path.relative_to(root).as_posix()
            if name in known or not OURS.fullmatch(name) or path.stat().st_mtime > latest:
                continue
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def write_whole(path: Path, content: bytes | BinaryIO) -> tuple[int, str]:
    """Size and SHA-256 of what now lies there: nobody ever meets half a file. Raises GazetteError when it is full."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f".{secrets.token_hex(8)}.part"
    source = BytesIO(content) if isinstance(content, bytes) else content
    digest, size = hashlib.sha256(), 0
    try:
        with temporary.open("xb") as target:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        temporary.replace(path)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise GazetteError("磁盘空间不足，文件没有保存。请清理磁盘或联系系统管理员后重试。") from error
        raise
    finally:
        temporary.unlink(missing_ok=True)
    return size, digest.hexdigest()


def _measure(row) -> tuple[int | None, int | None]:
    """From the file's header alone; a picture that nobody can read has no size."""
    try:
        with row.file.storage.open(row.file.name, "rb") as file, Image.open(file) as image:
            return image.size
    except (OSError, ValueError, Image.DecompressionBombError):
        return None, None
