"""What fills the rows of the standard tables on a portal: entries of the bound columns, and records."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from cms_core.catalogue.heads import newest_of_groups
from disclosure.models import CatalogueRow, RowColumn

NEWEST = 2


@dataclass
class Fill:
    """`nodes` are the open columns that are bound; `bound` says whether any is, open or not."""

    nodes: list = field(default_factory=list)
    bound: bool = False
    entries: list = field(default_factory=list)
    entry_count: int = 0
    record_count: int = 0
    newest: datetime.datetime | None = None

    @property
    def count(self) -> int:
        return self.entry_count + self.record_count

    @property
    def is_empty(self) -> bool:
        return self.count == 0


def fills(portal, rows: list[CatalogueRow], tree, limit: int = NEWEST) -> dict[int, Fill]:
    """{row id: Fill}; two queries for any number of rows, one with `limit` 0, which finds counts only.

    `rows` as `slices.rows_for` gives them; `tree` is the column tree of the portal's host.
    """
    found = {row.pk: Fill(record_count=row.record_count, newest=row.record_newest) for row in rows}
    if not found:
        return found
    bound = RowColumn.objects.filter(portal=portal.pk, row__in=found).order_by("pk").values_list("row", "column")
    for row, column in bound:
        found[row].bound = True
        if (node := tree.get(column)) is not None:
            found[row].nodes.append(node)
    groups: dict[tuple, list[Fill]] = {}
    for fill in found.values():
        nodes = {node.id: node for top in fill.nodes for node in top.family()}
        fill.entry_count = sum(node.entry_count for node in nodes.values())
        if nodes:
            groups.setdefault(tuple(sorted(nodes)), []).append(fill)
    newest = newest_of_groups({key: key for key in groups}, limit) if groups and limit else {}
    for ids, members in groups.items():
        entries = newest.get(ids, [])
        # A pinned entry stands first whatever its day is.
        last = max((entry.published_at for entry in entries), default=None)
        for fill in members:
            fill.entries = entries
            fill.newest = max(filter(None, (fill.newest, last)), default=None)
    return found


def is_late(newest, every_days: int | None, today: datetime.date) -> bool:
    """Nothing for longer than the domain's, or its column's, own interval."""
    if newest is None or not every_days:
        return False
    return (today - timezone.localtime(newest).date()).days > every_days
