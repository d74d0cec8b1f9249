"""Makes the editions of a sealed issue and keeps them as its files: PDF, EPUB and the archive."""

import errno
import hashlib
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from gazette.editions.archive import write_archive
from gazette.editions.epub import write_epub
from gazette.editions.naming import FORMS, edition_name
from gazette.editions.pdf import write_pdf
from gazette.errors import CharactersMissing, EditionFailed, GazetteError, Overtaken
from gazette.files import delete_files, file_name, store_file
from gazette.models import FileKind, Issue, IssueFile
from gazette.models.files import EDITIONS

WRITERS = {FileKind.PDF: write_pdf, FileKind.EPUB: write_epub, FileKind.ARCHIVE: write_archive}


def editions_due(issue: Issue) -> list[FileKind]:
    """All of an issue with texts; of one that is scans and contents the archive, of an empty one nothing."""
    if issue.entries.filter(has_text=True).exists() and not issue.contents_only:
        return list(EDITIONS)
    return [FileKind.ARCHIVE] if issue.entries.exists() else []


def build_editions(issue: Issue, kinds: Iterable[FileKind] | None = None) -> list[IssueFile]:
    """Make those that are due; one that is there with the same bytes stays untouched (so it can be run again).

    Each is made whole before it takes the place of an old one. When one fails the others are still made; then
    EditionFailed tells all reasons, and the old file of what failed is as it was; CharactersMissing when characters
    without a font are all that is wrong. Raises Overtaken, and keeps no more,
    when the issue is no longer what it was made from.
    """
    if not issue.is_sealed:
        raise EditionFailed("本期还在编辑，送审后才生成各版本。")
    made, reasons, failure = [], [], CharactersMissing
    for kind in editions_due(issue) if kinds is None else kinds:
        try:
            made.append(build_edition(issue, FileKind(kind)))
        except Overtaken:
            raise
        except GazetteError as error:
            reasons += [f"{FileKind(kind).label}：{reason}" for reason in error.reasons]
            failure = failure if isinstance(error, CharactersMissing) else EditionFailed
    if reasons:
        raise failure(*reasons)
    return made


def build_edition(issue: Issue, kind: FileKind) -> IssueFile:
    name = file_name(edition_name(issue, kind))
    try:
        with tempfile.TemporaryDirectory(prefix="gazette-") as scratch:
            target = Path(scratch) / f"edition{FORMS[kind][1]}"
            # Seconds of typesetting: before the transaction, which on SQLite would stop every other writer.
            WRITERS[kind](issue, target)
            with transaction.atomic():
                refuse_overtaken(issue)
                return keep(issue, kind, name, target)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise EditionFailed("磁盘空间不足，没有生成。请清理磁盘后重试。") from error
        raise EditionFailed(f"没有写成：{error.strerror or error}。") from error


def refuse_overtaken(issue: Issue) -> None:
    """The row is held from here on: an issue sent back, or published by another worker meanwhile, keeps its files."""
    held = Issue.objects.select_for_update().filter(pk=issue.pk).first()
    if held is None or (held.state, held.proof_digest) != (issue.state, issue.proof_digest):
        raise Overtaken("生成各版本期间，本期的状态或清样有了变化，没有保存。")


def keep(issue: Issue, kind: FileKind, name: str, target: Path) -> IssueFile:
    with target.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
        old = list(issue.files.filter(kind=kind, entry=None))
        same = next((file for file in old if (file.name, file.sha256) == (name, digest)), None)
        if same and same.file.storage.exists(same.file.name) and same.file.size == same.size:
            return same
        content.seek(0)
        stored = store_file(issue, kind, name, content, media_type=FORMS[kind][2])
    # Under an earlier name: the gazette or the issue was called otherwise then.
    delete_files(issue.files.filter(kind=kind, entry=None).exclude(pk=stored.pk))
    return stored
