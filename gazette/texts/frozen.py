"""What sealing a page brings along: its words, its facts, and the files that its text shows or links."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

from PIL import Image

from gazette.errors import GazetteError
from gazette.models import FileKind

WIDEST = 2000
SCALED = {"JPEG": {"quality": 88, "optimize": True}, "PNG": {"optimize": True}, "WEBP": {"quality": 88}}


@dataclass(frozen=True)
class FrozenFile:
    """`name` is the one in `files/<name>`. `open` gives what is to be kept: the bytes as they were."""

    kind: FileKind
    name: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True)
class Frozen:
    title: str
    document_number: str
    facts: dict
    html: str
    files: list[FrozenFile] = field(default_factory=list)


def open_picture(storage, name: str, width: int | None) -> BinaryIO:
    """The original; only one of more than 2,000 pixels across is made smaller."""
    if not width or width <= WIDEST:
        return storage.open(name, "rb")
    try:
        with storage.open(name, "rb") as file, Image.open(file) as image:
            options = SCALED.get(image.format or "")
            if options is None or getattr(image, "is_animated", False):
                return storage.open(name, "rb")
            kept = {"format": image.format, "icc_profile": image.info.get("icc_profile"), "exif": image.getexif()}
            smaller = image.resize((WIDEST, max(1, round(image.height * WIDEST / image.width))), Image.LANCZOS)
            content = io.BytesIO()
            smaller.save(content, **kept, **options)
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise GazetteError(f"图片“{name.rpartition('/')[2]}”无法读取，请在图片库中重新上传。") from error
    content.seek(0)
    return content
