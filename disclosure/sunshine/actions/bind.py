"""Says which columns of a portal fill a row of the standard table."""

from django.db import transaction

from cms_core.models import ColumnPage
from disclosure.models import CatalogueRow, RowColumn
from disclosure.sunshine.errors import NotAllowed
from disclosure.sunshine.slices import rows_for
from disclosure.sunshine.words import LONGEST, MOST, parted


class BindRow:
    """`columns` are all that the row has from now on; only those in the portal's own tree.

    `words`: {column: words}, of columns of which the row has only the entries with one of the words in their title.
    """

    def __init__(self, row: CatalogueRow, portal, columns: list[int], words: dict[int, str] | None = None):
        self.row, self.portal, self.columns, self.words = row, portal, set(columns), words or {}

    @transaction.atomic
    def execute(self) -> int:
        """How many it has now."""
        own = ColumnPage.objects.filter(pk__in=self.columns, path__startswith=self.portal.home.path)
        wanted = set(own.values_list("pk", flat=True))
        if wanted != self.columns:
            raise NotAllowed("选中的栏目不在本门户，请刷新页面后重选。")
        words = {column: checked(self.words.get(column, "")) for column in wanted}
        there = RowColumn.objects.filter(row=self.row, portal=self.portal)
        there.exclude(column__in=wanted).delete()
        RowColumn.objects.bulk_create(
            [RowColumn(row=self.row, portal=self.portal, column_id=one, words=words[one]) for one in sorted(wanted)],
            update_conflicts=True,
            unique_fields=["row", "portal", "column"],
            update_fields=["words"],
        )
        return len(wanted)


def checked(words: str) -> str:
    """As they are kept: one blank between them. Raises NotAllowed."""
    found = parted(words.replace("\0", ""))
    if len(found) > MOST or any(len(word) > LONGEST for word in found):
        raise NotAllowed(f"标题中的词最多 {MOST} 个，每个不超过 {LONGEST} 字。")
    kept = " ".join(found)
    if len(kept) > 200:
        raise NotAllowed("标题中的词共不能超过 200 字。")
    return kept


def applies(row: CatalogueRow, portal) -> bool:
    return any(one.pk == row.pk for one in rows_for(portal, row.table.domain))
