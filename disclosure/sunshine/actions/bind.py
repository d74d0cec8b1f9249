"""Says which columns of a portal fill a row of the standard table."""

from django.db import transaction

from cms_core.models import ColumnPage
from disclosure.models import CatalogueRow, RowColumn
from disclosure.sunshine.errors import NotAllowed
from disclosure.sunshine.slices import rows_for


class BindRow:
    """`columns` are all that the row has from now on; only those in the portal's own tree."""

    def __init__(self, row: CatalogueRow, portal, columns: list[int]):
        self.row, self.portal, self.columns = row, portal, set(columns)

    @transaction.atomic
    def execute(self) -> int:
        """How many it has now."""
        own = ColumnPage.objects.filter(pk__in=self.columns, path__startswith=self.portal.home.path)
        wanted = set(own.values_list("pk", flat=True))
        if wanted != self.columns:
            raise NotAllowed("选中的栏目不在本门户，请刷新页面后重选。")
        there = RowColumn.objects.filter(row=self.row, portal=self.portal)
        there.exclude(column__in=wanted).delete()
        RowColumn.objects.bulk_create(
            [RowColumn(row=self.row, portal=self.portal, column_id=one) for one in sorted(wanted)],
            ignore_conflicts=True,
        )
        return len(wanted)


def applies(row: CatalogueRow, portal) -> bool:
    return any(one.pk == row.pk for one in rows_for(portal, row.table.domain))
