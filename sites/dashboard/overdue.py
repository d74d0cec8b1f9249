"""All overdue columns of the portals one works on; the dashboard shows the first of them."""

import datetime

from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.utils import timezone

from cms_core.catalogue.overdue import ColumnAge, overdue_columns
from sites.models import PortalLevel
from sites.permissions import PortalAction, policy
from sites.portal_names import PortalNames

PAGE = 50


def overdue_for(user, today: datetime.date) -> list[ColumnAge]:
    """Those that fell silent first, then those never filled; a portal's own before those of its subsites.

    A column that readers know and that stopped is what they complain of; a new subsite's empty columns show nowhere.
    """
    portals = list(policy.portals_for(user, PortalAction.WRITE).select_related("home"))
    homes = [portal.home for portal in portals]
    subsites = tuple(portal.home.path for portal in portals if portal.level == PortalLevel.SUBSITE)
    found = overdue_columns(homes, today) if homes else []
    return sorted(
        found, key=lambda column: (column.path.startswith(subsites), column.days is None, -(column.days or 0))
    )


def overdue_list(request):
    names = PortalNames.of(request)
    found = overdue_for(request.user, timezone.localdate())
    page = Paginator(found, PAGE).get_page(request.GET.get("p"))
    rows = [(column, names.name_for(column)) for column in page]
    return TemplateResponse(request, "gov_sites/dashboard/overdue_list.html", {"page": page, "rows": rows})
