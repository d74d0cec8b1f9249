"""Whose report it is: which bodies it counts, where it is published, and by which day."""

import datetime

from cms_core.models import ColumnPage, Organisation
from cms_core.models.organisations import Level, OrganisationKind
from disclosure.reports.form import data
from sites.models import Portal, PortalState

GOVERNMENTS = (Level.PROVINCE, Level.CITY, Level.COUNTY)
COLUMN = "disclosure.reports"


def is_government(body: Organisation) -> bool:
    return body.kind == OrganisationKind.GOVERNMENT and body.level in GOVERNMENTS


def reach_of(body: Organisation):
    """All at or below it in the tree of bodies."""
    return Organisation.objects.filter(path__range=(body.path, body.path + body.alphabet[-1] * body.steplen))


def ids_counted(body: Organisation) -> list[int]:
    """A government's are all its bodies (a county's its towns too), not those of the governments below it.

    The same as `decisions.counting`: of anything else itself and what is below it. One query.
    """
    found = list(reach_of(body).order_by("path").values_list("pk", "path", "kind", "level"))
    others = [
        path
        for pk, path, kind, level in found
        if pk != body.pk and kind == OrganisationKind.GOVERNMENT and level in GOVERNMENTS
    ]
    if not is_government(body) or not others:
        return [pk for pk, *_ in found]
    return [pk for pk, path, *_ in found if not path.startswith(tuple(others))]


def due_on(body: Organisation, year: int) -> datetime.date:
    """条例第四十九条: the last day on which the report of `year` may be published."""
    term = data()["terms"]["government" if is_government(body) else "department"]
    return datetime.date(year + 1, term["month"], term["day"])


def reporting_portals(top: Portal | None = None):
    """Portals whose body publishes a report of its own: made, neither in preparation nor archived; in tree order."""
    found = Portal.objects.filter(completed_at__isnull=False)
    found = found.exclude(state__in=(PortalState.PREPARING, PortalState.ARCHIVED))
    if top is not None:
        found = found.filter(path__startswith=top.path)
    return found.select_related("organisation", "home").order_by("path")


def column_of(portal: Portal) -> ColumnPage | None:
    """政府信息公开年报 of this portal, by the blueprint's key; a subsite's own, not its county's."""
    found = ColumnPage.objects.filter(path__startswith=portal.home.path, blueprint_key=COLUMN, live=True)
    below = [one.home.path for one in portal.get_children().select_related("home")]
    return next((one for one in found.order_by("depth", "path") if not one.path.startswith(tuple(below))), None)
