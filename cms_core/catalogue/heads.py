"""The newest entries of many columns at once: what home pages and channels show."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from cms_core.catalogue.union import ANY_COLUMN, Union
from cms_core.models.entries import Entry


def newest_of_each(columns: Iterable[int], limit: int, *, only_with_picture: bool = False) -> dict[int, list[Entry]]:
    """Up to `limit` visible entries of each column itself, pinned first, newest first. One query.

    Every column asked for has a key. `only_with_picture` leaves out entries without a picture, and pins nothing.
    """
    return newest_of_groups({column: [column] for column in columns}, limit, only_with_picture=only_with_picture)


def newest_of_groups(
    groups: Mapping[int, Iterable[int]], limit: int, *, only_with_picture: bool = False
) -> dict[int, list[Entry]]:
    """The same for groups of columns, under the group's key: a parent column with what its descendants publish.

    Pinned entries stand first in a group of one column only: what one column puts on top of its own list is not the
    headline of the others.
    """
    groups = {key: set(columns) for key, columns in groups.items()}
    if limit < 1:
        return {key: [] for key in groups}
    alone = {column for columns in groups.values() if len(columns) == 1 for column in columns}
    pinned_first = not only_with_picture
    visible = Entry.objects.visible().filter(column=ANY_COLUMN)
    if only_with_picture:
        visible = visible.with_picture()
    union = Union()
    ordered = visible.order_by("-pinned", "-published_at", "-page") if pinned_first else visible.newest()
    union.add(ordered[:limit], alone)
    for columns in groups.values():
        if len(columns) > 1:
            union.add(visible.newest()[:limit], columns, f"ORDER BY published_at DESC, page_id DESC LIMIT {limit:d}")
    found = defaultdict(dict)
    for entry in union.read():
        found[entry.column_id][entry.pk] = entry
    return {
        key: _merge([found[column] for column in columns], limit, pinned_first and len(columns) == 1)
        for key, columns in groups.items()
    }


def _merge(parts: list[dict[int, Entry]], limit: int, pinned_first: bool) -> list[Entry]:
    entries = [entry for part in parts for entry in part.values()]
    entries.sort(key=lambda entry: (pinned_first and entry.pinned, entry.published_at, entry.pk), reverse=True)
    return entries[:limit]
