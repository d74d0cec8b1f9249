"""Covers of issues: the picture that the editors gave, else one drawn from name, number and date by CSS."""

import io
from pathlib import Path

from django.db.models import Exists, OuterRef
from PIL import Image, ImageOps, UnidentifiedImageError

from gazette.errors import GazetteError
from gazette.files import write_whole
from gazette.models import FileKind, Issue, IssueFile
from gazette.public.addresses import PUBLIC
from gazette.storage import SMALL_WIDTH, small_name

# What every cover is shown as, whatever its own shape: CSS crops it.
SHAPE = {"width": SMALL_WIDTH, "height": 640}
HAS_COVER = Exists(IssueFile.objects.filter(issue=OuterRef("pk"), kind=FileKind.COVER, entry=None))


def covers_of(page_ids) -> dict[int, dict]:
    """For lists of the catalogue (`cms_core.public.covers`), by the id of the issue's page; one query."""
    issues = Issue.objects.published().filter(page__in=page_ids).annotate(has_cover=HAS_COVER)
    return {issue.page_id: cover_values(issue) for issue in issues.select_related("gazette")}


def cover_values(issue, addresses=PUBLIC, has_cover: bool | None = None) -> dict:
    """`has_cover`, where it is known, spares the annotation `HAS_COVER`."""
    pictured = issue.has_cover if has_cover is None else has_cover
    day = issue.publication_day
    return {
        "picture": {"url": addresses.cover(issue), **SHAPE} if pictured else None,
        "name": issue.gazette.name,
        "short": f"{issue.year}年{issue.label}",
        "word": f"{issue.year}年第{issue.number}期",
        "serial": f"总第{issue.serial}期" if issue.serial else issue.name,
        "date": f"{day.year}年{day.month}月{day.day}日" if day else f"{issue.year}年",
    }


def write_small(file: IssueFile) -> str:
    """The name of the small WebP beside a stored cover, made when missing; "" for a picture that cannot be read."""
    storage, name = file.file.storage, small_name(file.file.name)
    if storage.exists(name):
        return name
    try:
        with storage.open(file.file.name, "rb") as source, Image.open(source) as picture:
            picture.draft("RGB", (SMALL_WIDTH * 2, SMALL_WIDTH * 3))
            shown = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
        return ""
    shown.thumbnail((SMALL_WIDTH, SMALL_WIDTH * 2))
    content = io.BytesIO()
    shown.save(content, "WEBP", quality=80)
    try:
        write_whole(Path(storage.path(name)), content.getvalue())
    except (OSError, GazetteError):
        # A full disk: readers get the picture as it was given.
        return ""
    return name
