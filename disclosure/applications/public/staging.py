"""Uploads between two pages of the form: sealed while they come in, known by a sealed note, gone after two hours.

Django would write a large upload in clear into the system's temporary directory. Here no byte of it reaches a disk
unsealed, and a form with faults, or the page before sending, does not lose what was chosen.
"""

import json
import logging
import os
import secrets
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from io import BufferedReader
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from cms_core.attachments.names import clean_name
from disclosure.applications.states import FileKind
from disclosure.sealing import SealsError
from disclosure.sealing.boxes import seal, unseal
from disclosure.sealing.streams import SealedReader, Sealer

CONTEXT = "申请材料暂存"
HOURS = 2
MOST = 10  # of one application
KINDS = {"identity": FileKind.IDENTITY, "waiver": FileKind.WAIVER, "attachment": FileKind.ATTACHMENT}
TOO_BIG, TOO_MANY, TOO_OFTEN, FULL, UNABLE = "too_big", "too_many", "too_often", "full", "unable"
logger = logging.getLogger("portal.applications")


def directory() -> Path:
    return Path(settings.DISCLOSURE_ROOT) / "staged"


def most_bytes() -> int:
    return settings.PORTAL_APPLICATION_FILE_MB << 20


def bytes_waiting() -> int:
    """What lies there now, of everybody; others take theirs away meanwhile."""
    size = 0
    with suppress(OSError), os.scandir(directory()) as found:
        for one in found:
            with suppress(OSError):
                size += one.stat().st_size
    return size


@dataclass(frozen=True, repr=False)
class Staged:
    """A file on its way; `note()` is what the page carries, readable by nobody but this program."""

    key: str
    name: str
    kind: str
    size: int
    until: int

    @property
    def ending(self) -> str:
        return PurePath(self.name.lower()).suffix.removeprefix(".")

    @property
    def label(self) -> str:
        return FileKind(self.kind).label

    @property
    def path(self) -> Path:
        return directory() / f"{self.key}.sealed"

    def note(self) -> str:
        return seal(json.dumps(asdict(self), ensure_ascii=False), CONTEXT)

    def open(self) -> File:
        """Raises FileNotFoundError, SealsError."""
        return File(BufferedReader(SealedReader(self.path.open("rb")), 1 << 16), self.name)

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)


def staged_of(notes: list[str], now: float | None = None) -> tuple[list[Staged], int]:
    """Those that are still there, and how many are not: too old, taken already, or no notes of ours."""
    found, gone = {}, 0
    for note in notes[:MOST]:
        try:
            one = Staged(**json.loads(unseal(note, CONTEXT)))
        except (SealsError, ValueError, TypeError):
            gone += 1
            continue
        if one.until < (now or time.time()) or not one.path.exists():
            gone += 1
        else:
            found[one.key] = one
    return list(found.values()), gone


class StagingHandler(FileUploadHandler):
    """Takes the files of KINDS, bounded in number and size; a file that is not taken has its reason in `refused`.

    `closed` takes none: of an address that has sent too much, nothing is written before it is told so.
    """

    def __init__(self, request=None, *, closed: bool = False):
        super().__init__(request)
        self.closed = closed
        # Not `file`: Django would close one of that name.
        self.refused: list[tuple[str, str]] = []
        self.staged: list[Staged] = []
        self.sink = None

    def new_file(self, field_name, file_name, content_type, *args, **kwargs):
        super().new_file(field_name, file_name, content_type, *args, **kwargs)
        self.shown = clean_name(file_name or "")
        if field_name not in KINDS:
            raise SkipFile
        if self.closed:
            self.refuse(TOO_OFTEN)
        if len(self.staged) >= MOST:
            self.refuse(TOO_MANY)
        if bytes_waiting() > settings.PORTAL_APPLICATION_STAGED_MB << 20:
            self.refuse(FULL)
        self.key, self.sealer, self.size = secrets.token_hex(16), Sealer(), 0
        try:
            directory().mkdir(parents=True, exist_ok=True, mode=0o700)
            place = os.open(directory() / f"{self.key}.sealed", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError:
            self.fail()
            raise SkipFile from None
        self.sink = os.fdopen(place, "wb")
        self.write(self.sealer.head)

    def refuse(self, why: str):
        self.refused.append((self.shown, why))
        raise SkipFile

    def receive_data_chunk(self, raw_data, start):
        self.size += len(raw_data)
        if self.size > most_bytes():
            self.drop()
            self.refuse(TOO_BIG)
        self.write(self.sealer.add(raw_data))

    def write(self, piece: bytes):
        try:
            self.sink.write(piece)
        except OSError:
            self.fail()
            raise SkipFile from None

    def fail(self):
        """The disk is full, or not there: the applicant is told, and goes on without this file."""
        logger.exception("申请材料不能暂存")
        self.drop()
        self.refused.append((self.shown, UNABLE))

    def file_complete(self, file_size):
        """Django asks with what it has counted; the name is never in `request.FILES`, so that nobody reads it there."""
        if self.sink is None:
            return
        try:
            self.sink.write(self.sealer.end())
            self.sink.close()
        except OSError:
            self.fail()
            return
        self.sink = None
        until = int(time.time()) + HOURS * 3600
        self.staged.append(Staged(self.key, self.shown, str(KINDS[self.field_name]), self.size, until))

    def upload_interrupted(self):
        self.drop()

    def forget(self):
        """Of a form that nobody will show again."""
        for one in self.staged:
            one.remove()
        self.staged = []

    def drop(self):
        if self.sink is not None:
            with suppress(OSError):  # what was not written yet finds no place now either
                self.sink.close()
            self.sink = None
            (directory() / f"{self.key}.sealed").unlink(missing_ok=True)


def sweep(now: float) -> int:
    """Whatever has waited too long, of forms that were never sent and of processes that were killed."""
    removed = 0
    for path in directory().glob("*.sealed"):
        with suppress(FileNotFoundError):  # sent at this moment
            if path.stat().st_mtime < now - HOURS * 3600:
                path.unlink()
                removed += 1
    return removed
