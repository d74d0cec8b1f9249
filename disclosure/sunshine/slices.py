"""Which rows of which tables hold for a portal: its own tables, else the nearest above, by the level of the row."""

from django.db.models import F, IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from cms_core.models.organisations import Level
from disclosure.models import CatalogueRow, RecordCount, RecordState, SunshineRecord
from sites.models import PortalLevel

LEVELS = {
    PortalLevel.PROVINCE: "at_province",
    PortalLevel.DEPARTMENT: "at_province",
    PortalLevel.CITY: "at_city",
    PortalLevel.COUNTY: "at_county",
    PortalLevel.SUBSITE: "at_town",
}


def rows_for(portal, domain: str = "") -> list[CatalogueRow]:
    """In the order of the tables, with `table`, `organisation`, and how many records of the portal fill each.

    One query: `record_count`, `record_newest` and `record_domain` are of published records only.
    """
    ways = [portal.path[:end] for end in range(portal.steplen, len(portal.path) + 1, portal.steplen)]
    rows = CatalogueRow.objects.filter(table__portal__path__in=ways, retired_at=None)
    if domain:
        rows = rows.filter(table__domain=domain)
    records = SunshineRecord.objects.filter(row=OuterRef("pk"), portal=portal.pk, state=RecordState.PUBLISHED)
    counts = RecordCount.objects.filter(portal=portal.pk, row_number=OuterRef("pk"))
    counts = counts.order_by().values("row_number").annotate(n=Sum("count")).values("n")
    rows = rows.select_related("table", "organisation").annotate(
        depth=F("table__portal__depth"),
        record_count=Coalesce(Subquery(counts, output_field=IntegerField()), 0),
        record_newest=Subquery(records.order_by("-published_at").values("published_at")[:1]),
        record_domain=Subquery(records.order_by("-published_at").values("domain")[:1]),
    )
    found = list(rows.order_by("table", "place"))
    nearest = {}
    for row in found:
        nearest[row.table.domain] = max(nearest.get(row.table.domain, 0), row.depth)
    return [row for row in found if row.depth == nearest[row.table.domain] and holds_at(row, portal)]


def holds_at(row: CatalogueRow, portal) -> bool:
    """Of its level; a department has of its government's rows those that are its own."""
    if not getattr(row, level_field(portal)):
        return False
    if not is_department(portal) or row.table.portal_id == portal.pk:
        return True
    return row.organisation is not None and row.organisation.path.startswith(portal.organisation.path)


def is_department(portal) -> bool:
    return portal.level == PortalLevel.DEPARTMENT or (
        portal.level == PortalLevel.SUBSITE and portal.organisation.level != Level.TOWN
    )


def level_field(portal) -> str:
    return "at_county" if portal.level == PortalLevel.SUBSITE and is_department(portal) else LEVELS[portal.level]
