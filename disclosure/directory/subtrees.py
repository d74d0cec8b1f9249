"""Columns that disclose something else than before: an editor said so, they moved, their blueprint key changed."""

from collections import defaultdict

from cms_core.catalogue.kinds import containers_below
from cms_core.models import Entry
from cms_core.models.entries import EntryKind
from disclosure.directory.columns import items_of_columns
from disclosure.directory.items import of_documents
from disclosure.directory.write import follow_pages
from disclosure.models import DirectoryEntry

# Columns a statement: SQLite takes 32,766 parameters.
BATCH = 4000


def follow_below(path: str) -> int:
    """Bring the rows of all columns at or below this tree path into line; how many rows had to change.

    What discloses the same as before costs a few queries, however many entries it has.
    """
    columns = list(containers_below(path).order_by("path").values_list("pk", flat=True))
    changed = 0
    for start in range(0, len(columns), BATCH):
        for column in unlike(columns[start : start + BATCH]):
            entries = Entry.objects.filter(column=column).order_by()
            changed += follow_pages(entries.values_list("pk", flat=True))
    return changed


def unlike(columns: list[int]) -> list[int]:
    """Those whose rows have other items than the columns have, or which lack the rows of what is no document."""
    wanted, stored = items_of_columns(columns), defaultdict(set)
    rows = DirectoryEntry.objects.filter(listed=True, column_number__in=columns).order_by()
    for column, items in rows.values_list("column_number", "items").distinct():
        stored[column].add(items)
    others = Entry.objects.visible().filter(column__in=columns).exclude(kind=EntryKind.DOCUMENT).order_by()
    with_others = set(others.values_list("column", flat=True).distinct())
    listing_others = set(rows.exclude(kind=EntryKind.DOCUMENT).values_list("column_number", flat=True).distinct())
    found = []
    for column, items in wanted.items():
        # Documents are listed whatever their column discloses, with items of their own where it discloses nothing.
        fitting = stored[column] <= {items or of_documents()}
        if not fitting or (column in with_others and bool(items) != (column in listing_others)):
            found.append(column)
    return found
