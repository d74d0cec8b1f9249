"""Sealing everything anew with the current key: after a rotation, so that the old key can be taken away."""

import os
import secrets
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import QuerySet

from disclosure.sealing import keys
from disclosure.sealing.boxes import key_in, seal, unseal
from disclosure.sealing.errors import SealsError
from disclosure.sealing.fields import SealedText
from disclosure.sealing.storage import SealedStorage
from disclosure.sealing.streams import HEAD, MAGIC, SealedReader, sealed_chunks

BATCH = 500


def sealed_columns() -> Iterator[tuple[type, SealedText]]:
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, SealedText):
                yield model, field


def sealed_stores() -> list[SealedStorage]:
    """Each directory once, however many columns of files share it."""
    found = {}
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            storage = getattr(field, "storage", None)
            if isinstance(storage, SealedStorage):
                found[storage.location] = storage
    return list(found.values())


def files_of(storage: SealedStorage) -> Iterator[Path]:
    yield from sorted(Path(storage.location).glob("**/*.sealed"))


def tokens(model, field) -> Iterator[tuple[int, str]]:
    """By key, in pieces: a table may be larger than the memory. No manager: some allow no changes."""
    rows, last = QuerySet(model).order_by("pk"), 0
    while found := list(rows.filter(pk__gt=last).values_list("pk", field.name)[:BATCH]):
        yield from ((pk, value.token()) for pk, value in found if value)
        last = found[-1][0]


def reseal_all() -> tuple[int, list[str]]:
    """How many values and files were sealed anew, and what could not be (its key is missing, it is broken)."""
    current, _ = keys.current(keys.SEAL)
    done, problems = 0, []
    for model, field in sealed_columns():
        for pk, token in tokens(model, field):
            if key_in(token) == current:
                continue
            try:
                fresh = seal(unseal(token, field.context), field.context)
            except SealsError as error:
                problems.append(f"{model._meta.verbose_name} {pk}：{error}")
                continue
            # Only while it is what was read: an edit in the meantime has sealed with the current key anyway.
            rows = QuerySet(model).filter(**{"pk": pk, f"{field.name}__token": token})
            done += rows.update(**{field.name: field.wrapped_token(fresh)})
    for storage in sealed_stores():
        for path in files_of(storage):
            try:
                done += reseal_file(path, current)
            except (SealsError, OSError) as error:
                problems.append(f"{path.name}：{error}")
    return done, problems


def reseal_file(path: Path, current: str) -> bool:
    """The new file takes the old one's place whole; killed before that, the old one is still there."""
    if file_key(path) == current:
        return False
    draft = path.with_name(f".{secrets.token_hex(8)}")
    try:
        with SealedReader(path.open("rb")) as reader, draft.open("xb") as file:
            os.chmod(file.fileno(), 0o600)
            for chunk in sealed_chunks(iter(lambda: reader.read(1 << 16), b"")):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():  # else erased in the meantime
            os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return True


def file_key(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(HEAD)[len(MAGIC) : len(MAGIC) + 16].decode("ascii", "replace")


def in_use() -> Counter:
    """How many values and files each key has sealed: one that has none may be put away."""
    found = Counter()
    for model, field in sealed_columns():
        found.update(key_in(token) for _, token in tokens(model, field))
    for storage in sealed_stores():
        found.update(file_key(path) for path in files_of(storage))
    return found
