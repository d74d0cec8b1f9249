"""The rows of a list on a day, in the order of its bodies and codes: a batch at a time, so that memory does not grow.

Read by key along the narrow table, and not in one long query: a reader on a slow line must not hold a snapshot of the
whole database open.
"""

from collections.abc import Iterable, Iterator

from listings.data.asked import Asked
from listings.data.columns import read_names
from listings.public.paging import ORDER, after
from listings.values import MODELS

BATCH = 500


def versions(asked: Asked, items: Iterable[int]) -> list[tuple]:
    """Values named by `read_names`, in the order of `items`; one query."""
    items, names = list(items), read_names(asked.kind)
    found = MODELS[asked.kind].objects.on(asked.day).filter(item__in=items).order_by().values_list(*names)
    by_item = {row[0]: row for row in found}
    return [by_item[item] for item in items if item in by_item]


def batches(asked: Asked) -> Iterator[list[tuple]]:
    rows, key = asked.rows().order_by(*ORDER).values_list(*ORDER), None
    while True:
        found = list((rows.filter(after(*key)) if key else rows)[:BATCH])
        if found:
            yield versions(asked, (item for *_, item in found))
        if len(found) < BATCH:
            return
        key = found[-1]
