"""Covers of catalogue entries whose pictures a room above keeps, such as the issues of the gazette."""

from collections.abc import Callable

_COVERS: dict[str, Callable] = {}


def register_covers(kind: str, covers_of: Callable) -> None:
    """`covers_of(page_ids) -> {page_id: values}` for entries of `kind`, in one query.

    The values are those of `components/cover.html`: picture (url, width, height) or None, name, word, date.
    """
    _COVERS[kind] = covers_of


def covers_of(entries) -> dict[int, dict]:
    """By page id; entries of a kind without covers are not in it. One query a registered kind that is there."""
    found = {}
    for kind, ask in _COVERS.items():
        wanted = [entry.pk for entry in entries if entry.kind == kind]
        if wanted:
            found |= ask(wanted)
    return found
