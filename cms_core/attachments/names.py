"""Names of attachments: what readers see, where the file lies, and what the browser is told to call it."""

import secrets
import unicodedata
from pathlib import PurePath
from urllib.parse import quote

from django.utils import timezone

MAX_NAME = 120
# Right-to-left marks turn “gpj.exe” round, and separators and controls break headers and shells.
FORBIDDEN = frozenset('/\\:*?"<>|')


def clean_name(name: str) -> str:
    """A file name that is safe to show, to send in a header and to save under; Chinese stays as it is."""
    base = PurePath(name.replace("\\", "/")).name
    kept = "".join(
        "_" if character in FORBIDDEN else character
        for character in unicodedata.normalize("NFC", base)
        if unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )
    kept = " ".join(kept.split()).strip(" .") or "附件"
    stem, dot, ending = kept.rpartition(".")
    if not dot:
        return kept[:MAX_NAME]
    return f"{stem[: MAX_NAME - len(ending) - 1]}.{ending}" if stem else f"附件.{ending}"


def storage_path(instance, filename: str) -> str:
    """Year, month and a random name: nothing of the sender's name reaches the disk, and no two files meet."""
    ending = clean_name(filename).rpartition(".")[2].lower()
    ending = ending if ending.isascii() and ending.isalnum() and len(ending) <= 5 else "bin"
    return f"{timezone.localdate():%Y/%m}/{secrets.token_hex(16)}.{ending}"


def content_disposition(name: str, *, inline: bool = False) -> str:
    """RFC 6266: an ASCII name for old programs, and the real one in UTF-8."""
    kind = "inline" if inline else "attachment"
    ascii_name = "".join(character if character.isascii() else "_" for character in name).replace("%", "_")
    if ascii_name == name:
        return f'{kind}; filename="{name}"'
    return f"{kind}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
