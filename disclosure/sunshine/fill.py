"""What fills the rows of the standard tables on a portal: entries of the bound columns, and records."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from cms_core.catalogue.heads import newest_of_groups
from disclosure.models import CatalogueRow, RowColumn
from disclosure.sunshine.words import newest_worded, parted, worded_counts

NEWEST = 2


@dataclass
class Fill:
    """`nodes` are the open columns that are bound; `bound` says whether any is, open or not.

    `words`: {column: what a title must have one of}, of columns that fill the row with some of their entries only.
    """

    nodes: list = field(default_factory=list)
    words: dict[int, tuple[str, ...]] = field(default_factory=dict)
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

    def key(self) -> tuple:
        """Rows with the same one have the same entries: sorted (column, words)."""
        found: dict[int, tuple] = {}
        for top in self.nodes:
            for node in top.family():
                words = self.words.get(top.id, ())
                before = found.get(node.id, words)
                # A column that fills it whole does so whatever the words of another above it are.
                found[node.id] = tuple(dict.fromkeys((*before, *words))) if before and words else ()
        return tuple(sorted(found.items()))


def fills(portal, rows: list[CatalogueRow], tree, limit: int = NEWEST) -> dict[int, Fill]:
    """{row id: Fill}; two queries for any number of rows, one with `limit` 0, which finds counts only.

    Where some rows share a column by words one query more for their counts, and one for their entries.
    `rows` as `slices.rows_for` gives them; `tree` is the column tree of the portal's host.
    """
    found = {row.pk: Fill(record_count=row.record_count, newest=row.record_newest) for row in rows}
    if not found:
        return found
    bound = RowColumn.objects.filter(portal=portal.pk, row__in=found).order_by("pk")
    for row, column, words in bound.values_list("row", "column", "words"):
        found[row].bound = True
        if (node := tree.get(column)) is not None:
            found[row].nodes.append(node)
            if words:
                found[row].words[column] = parted(words)
    groups: dict[tuple, list[Fill]] = {}
    for fill in found.values():
        if fill.nodes:
            groups.setdefault(fill.key(), []).append(fill)
    counts = {node.id: node.entry_count for fill in found.values() for top in fill.nodes for node in top.family()}
    worded = [key for key in groups if any(words for _, words in key)]
    answers = worded_counts(worded) | {
        key: (sum(counts[column] for column, _ in key), None) for key in groups if key not in worded
    }
    newest = newest_of_groups({key: [one for one, _ in key] for key in groups if key not in worded}, limit)
    newest |= newest_worded(worded, limit)
    for key, members in groups.items():
        number, at = answers[key]
        entries = newest.get(key, [])
        # A pinned entry stands first whatever its day is.
        last = max(filter(None, (at, *(entry.published_at for entry in entries))), default=None)
        for fill in members:
            fill.entries, fill.entry_count = entries, number
            fill.newest = max(filter(None, (fill.newest, last)), default=None)
    return found


def is_late(newest, every_days: int | None, today: datetime.date) -> bool:
    """Nothing for longer than the domain's, or its column's, own interval."""
    if newest is None or not every_days:
        return False
    return (today - timezone.localtime(newest).date()).days > every_days
