"""What fills the rows of the standard tables on a portal: entries of the bound columns, and records."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Count, Max
from django.utils import timezone

from cms_core.catalogue.heads import newest_of_groups
from disclosure.models import CatalogueRow, RecordState, RowColumn, SunshineRecord

NEWEST = 3


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
    """{row id: Fill}; three queries for any number of rows. `tree` is the column tree of the portal's host."""
    found = {row.pk: Fill() for row in rows}
    if not found:
        return found
    bound = RowColumn.objects.filter(portal=portal, row__in=found).order_by("pk").values_list("row", "column")
    for row, column in bound:
        found[row].bound = True
        if (node := tree.get(column)) is not None:
            found[row].nodes.append(node)
    add_entries(found, limit)
    records = SunshineRecord.objects.filter(portal=portal, row__in=found, state=RecordState.PUBLISHED).order_by()
    for row, count, newest in records.values_list("row").annotate(n=Count("pk"), at=Max("published_at")):
        found[row].record_count = count
        found[row].newest = max(filter(None, (found[row].newest, newest)))
    return found


def add_entries(found: dict[int, Fill], limit: int) -> None:
    """Rows that are bound to the same columns are asked for once."""
    groups = {}
    for fill in found.values():
        ids = tuple(sorted({one for node in fill.nodes for one in node.family_ids()}))
        if ids:
            groups.setdefault(ids, []).append(fill)
    newest = newest_of_groups({key: key for key in groups}, limit) if groups else {}
    for ids, members in groups.items():
        for fill in members:
            nodes = {node.id: node for top in fill.nodes for node in top.family()}
            fill.entry_count = sum(nodes[one].entry_count for one in ids if one in nodes)
            fill.entries = newest[ids]
            # A pinned entry stands first whatever its day is.
            fill.newest = max((entry.published_at for entry in fill.entries), default=None)


def is_late(newest, every_days: int | None, today: datetime.date) -> bool:
    """Nothing for longer than the domain's, or its column's, own interval."""
    if newest is None or not every_days:
        return False
    return (today - timezone.localtime(newest).date()).days > every_days
