"""What fills the rows of the standard tables on a portal: entries of the bound columns, and records."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone
from wagtail.models import Page

from cms_core.catalogue.heads import newest_of_groups
from disclosure.models import CatalogueRow, RowColumn
from disclosure.sunshine.filling import ALL, is_text, sources
from disclosure.sunshine.words import newest_worded, parted, worded_counts

NEWEST = 2


@dataclass
class Fill:
    """`nodes` are the open columns that are bound; `bound` says whether any is, open or not.

    `words`: {column: what a title must have one of}, of columns that fill the row with some of their entries only.
    `texts`: the single pages and topics among them. What counts is said in `filling`.
    """

    nodes: list = field(default_factory=list)
    words: dict[int, tuple[str, ...]] = field(default_factory=dict)
    bound: bool = False
    entries: list = field(default_factory=list)
    texts: list = field(default_factory=list)
    entry_count: int = 0
    record_count: int = 0
    newest: datetime.datetime | None = None

    @property
    def count(self) -> int:
        return self.entry_count + self.record_count + len(self.texts)

    @property
    def is_empty(self) -> bool:
        return self.count == 0


def fills(portal, rows: list[CatalogueRow], tree, limit: int = NEWEST) -> dict[int, Fill]:
    """{row id: Fill}; two queries for any number of rows, one with `limit` 0, which finds counts only.

    Where some rows share a column by words one query more for their counts, and one for their entries; where single
    pages fill some, one more for their days. `rows` as `slices.rows_for` gives them; `tree` is the column tree of the
    portal's host.
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
            groups.setdefault(key_of(fill, tree), []).append(fill)
    texts = {key: [one for column, words in key if not words and is_text(one := tree.get(column))] for key in groups}
    worded = [key for key in groups if any(words for _, words in key)]
    answers = worded_counts(worded) | {
        key: (sum(tree.get(column).entry_count for column, _ in key), None) for key in groups if key not in worded
    }
    newest = newest_of_groups({key: [one for one, _ in key] for key in groups if key not in worded}, limit)
    newest |= newest_worded(worded, limit)
    days = days_of({node.id for nodes in texts.values() for node in nodes}) if limit else {}
    for key, members in groups.items():
        number, at = answers[key]
        entries = newest.get(key, [])
        # A pinned entry stands first whatever its day is.
        own = (*(entry.published_at for entry in entries), *(days.get(node.id) for node in texts[key]))
        last = max(filter(None, (at, *own)), default=None)
        for fill in members:
            fill.entries, fill.entry_count, fill.texts = entries, number, texts[key]
            fill.newest = max(filter(None, (fill.newest, last)), default=None)
    return found


def key_of(fill: Fill, tree) -> tuple:
    """Rows with the same one have the same content: sorted (column, words)."""
    bindings = [(node.id, fill.words.get(node.id, ALL)) for node in fill.nodes]
    return tuple(sorted(sources(bindings, lambda column: (one.id for one in tree.get(column).family())).items()))


def days_of(pages: set[int]) -> dict[int, datetime.datetime]:
    """When the texts of single pages and topics were last published."""
    if not pages:
        return {}
    return dict(Page.objects.filter(pk__in=pages).order_by().values_list("pk", "last_published_at"))


def is_late(newest, every_days: int | None, today: datetime.date) -> bool:
    """Nothing for longer than the domain's, or its column's, own interval."""
    if newest is None or not every_days:
        return False
    return (today - timezone.localtime(newest).date()).days > every_days
