"""Which rows of which tables hold for a portal: its own tables, else the nearest above, by the level of the row."""

from cms_core.models.organisations import Level
from disclosure.models import CatalogueRow, CatalogueTable
from sites.models import PortalLevel

LEVELS = {
    PortalLevel.PROVINCE: "at_province",
    PortalLevel.DEPARTMENT: "at_province",
    PortalLevel.CITY: "at_city",
    PortalLevel.COUNTY: "at_county",
    PortalLevel.SUBSITE: "at_town",
}


def tables_for(portal) -> dict[str, CatalogueTable]:
    """{domain: the table that holds here}; one query."""
    ways = [portal.path[:end] for end in range(portal.steplen, len(portal.path) + 1, portal.steplen)]
    found = CatalogueTable.objects.filter(portal__path__in=ways).select_related("portal").order_by("portal__depth")
    return {table.domain: table for table in found}


def rows_for(portal, domain: str = "") -> list[CatalogueRow]:
    """In the order of the tables, each with its `table` and `organisation`; two queries."""
    tables = {key: one for key, one in tables_for(portal).items() if not domain or key == domain}
    if not tables:
        return []
    rows = CatalogueRow.objects.filter(table__in=[one.pk for one in tables.values()], retired_at=None)
    rows = rows.filter(**{level_field(portal): True}).select_related("organisation")
    if is_department(portal):
        rows = rows.filter(organisation__path__startswith=portal.organisation.path)
    by_id = {one.pk: one for one in tables.values()}
    found = list(rows.order_by("table", "place"))
    for row in found:
        row.table = by_id[row.table_id]
    return found


def is_department(portal) -> bool:
    """It has the rows that are its own; a government has all of its level."""
    return portal.level == PortalLevel.DEPARTMENT or (
        portal.level == PortalLevel.SUBSITE and portal.organisation.level != Level.TOWN
    )


def level_field(portal) -> str:
    if portal.level == PortalLevel.SUBSITE and is_department(portal):
        return "at_county"
    return LEVELS[portal.level]
