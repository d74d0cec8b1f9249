"""The keys: files of 32 bytes that only their owner reads, each known by its fingerprint, retired but never forgotten.

Which one is current stands in the database (`SealKey`), so that a lost directory is noticed instead of being filled
with a new key. A key is made when there never was one; one whose row was rolled back is taken up again.
"""

import hashlib
import os
import secrets
import time
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from disclosure.sealing.errors import SealKeyMissing, SealKeyWrong

SEAL, DIGEST = "seal", "digest"
BYTES = 32
# How long a process may go on sealing with a key that another has retired; it stays readable anyway.
REMEMBERED = 30.0

_keys: dict[Path, bytes] = {}
_current: dict[tuple[Path, str], tuple[str, float]] = {}


def forget() -> None:
    """What this process remembers of keys: after a rotation, and in tests that move them."""
    _keys.clear()
    _current.clear()


def directory() -> Path:
    return Path(settings.PORTAL_SEAL_KEYS)


def path_of(purpose: str, fingerprint: str) -> Path:
    return directory() / f"{purpose}-{fingerprint}.key"


def fingerprint_of(key: bytes) -> str:
    return hashlib.sha256(b"portal seal key\0" + key).hexdigest()[:16]


def key_of(purpose: str, fingerprint: str) -> bytes:
    """Raises SealKeyMissing or SealKeyWrong."""
    path = path_of(purpose, fingerprint)
    if path not in _keys:
        try:
            text = path.read_text("ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise SealKeyMissing(path) from error
        try:
            key = bytes.fromhex(text.strip())
        except ValueError:
            key = b""
        if len(key) != BYTES or fingerprint_of(key) != fingerprint:
            raise SealKeyWrong(path)
        _keys[path] = key
    return _keys[path]


def current(purpose: str) -> tuple[str, bytes]:
    """The fingerprint and the key to seal with now; made when there never was one."""
    place = (directory(), purpose)
    fingerprint, until = _current.get(place, ("", 0.0))
    if time.monotonic() >= until:
        fingerprint = recorded(purpose) or record(purpose, newest_file(purpose) or make_file(purpose))
        _current[place] = (fingerprint, time.monotonic() + REMEMBERED)
    return fingerprint, key_of(purpose, fingerprint)


def recorded(purpose: str) -> str:
    from disclosure.models import SealKey

    return SealKey.objects.filter(purpose=purpose, retired_at=None).values_list("fingerprint", flat=True).first() or ""


def record(purpose: str, fingerprint: str) -> str:
    """The current key's fingerprint: this one, or the one that another process recorded in the meantime."""
    from disclosure.models import SealKey

    try:
        with transaction.atomic():
            SealKey.objects.create(purpose=purpose, fingerprint=fingerprint)
    except IntegrityError:
        return recorded(purpose) or fingerprint
    return fingerprint


def newest_file(purpose: str) -> str:
    """Of a key whose row went with a transaction that was rolled back, or with an older database."""
    found = sorted(directory().glob(f"{purpose}-*.key"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    return found[-1].stem.removeprefix(f"{purpose}-") if found else ""


def make_file(purpose: str) -> str:
    """Whole or not at all, and on the disk before anything is sealed with it."""
    key = secrets.token_bytes(BYTES)
    path = path_of(purpose, fingerprint_of(key))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.parent.chmod(0o700)
    draft = path.with_name(f".{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"{key.hex()}\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return fingerprint_of(key)


@transaction.atomic
def rotate() -> str:
    """Retire the sealing key and make another. Digests keep theirs: what they were made of is not kept."""
    from disclosure.models import SealKey

    list(SealKey.objects.select_for_update().filter(purpose=SEAL, retired_at=None))
    SealKey.objects.filter(purpose=SEAL, retired_at=None).update(retired_at=timezone.now())
    fingerprint = record(SEAL, make_file(SEAL))
    forget()
    return fingerprint


def retired() -> list[str]:
    """Fingerprints of sealing keys that seal nothing new."""
    from disclosure.models import SealKey

    return list(SealKey.objects.filter(purpose=SEAL, retired_at__isnull=False).values_list("fingerprint", flat=True))
