"""One page of any question to the catalogue, newest first, by key: what it costs does not depend on how far down it is.

For columns, whose entries are counted, there is `listing.Listing`.
"""

from dataclasses import dataclass

from cms_core.catalogue.cursor import Cursor
from cms_core.catalogue.querysets import newer, older


@dataclass(frozen=True)
class Window:
    """`previous` and `next` are cursors, None where there is no such page."""

    entries: list
    previous: str | None = None
    next: str | None = None


def window(found, cursor: Cursor | None, size: int) -> Window:
    """Of the entries `found`; two queries at most. Backwards past the beginning is the first page, whole."""
    if cursor and cursor.before:
        nearest = found.filter(newer(cursor.published_at, cursor.page_id)).order_by("published_at", "page")
        entries = list(nearest[: size + 1])
        if len(entries) > size:
            shown = entries[:size][::-1]
            return Window(shown, cursor_at(shown[0], True), cursor_at(shown[-1], False))
        cursor = None
    rest = found.filter(older(cursor.published_at, cursor.page_id)) if cursor else found
    entries = list(rest.newest()[: size + 1])
    shown = entries[:size]
    return Window(
        shown,
        cursor_at(shown[0], True) if cursor and shown else None,
        cursor_at(shown[-1], False) if len(entries) > size else None,
    )


def cursor_at(entry, before: bool) -> str:
    return str(Cursor.at(entry, before=before, ahead=0))
