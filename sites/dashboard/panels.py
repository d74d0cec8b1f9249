"""Three panels: 我的门户, 我的草稿, 待更新栏目; each shows only what the user may work on."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms_core.catalogue.overdue import overdue_columns
from sites.permissions import policy
from sites.portal_names import PortalNames

SHOWN = 10


class MyPortalsPanel(Component):
    """The portals the user works on, with their state and the ways into them."""

    name = "my_portals"
    template_name = "gov_sites/dashboard/portals.html"
    order = 50

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        portals = policy.portals_for(user).select_related("site", "home", "organisation")
        return {"portals": portals[:SHOWN], "total": portals.count(), "shown": SHOWN}


class MyDraftsPanel(Component):
    """Pages the user edited last that the public does not see as they now are."""

    name = "my_drafts"
    template_name = "gov_sites/dashboard/drafts.html"
    order = 60

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        pages = list(
            Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True), latest_revision__user=request.user)
            .select_related("content_type", "latest_revision")
            .order_by("-latest_revision_created_at")[:SHOWN]
        )
        names = PortalNames.of(request)
        return {"drafts": [(page, names.name_for(page)) for page in pages]}


class OverdueColumnsPanel(Component):
    """Columns past their update term, so that they are filled before an inspection finds them."""

    name = "overdue_columns"
    template_name = "gov_sites/dashboard/overdue.html"
    order = 70

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        homes = [portal.home for portal in policy.portals_for(request.user).select_related("home")]
        overdue = overdue_columns(homes, timezone.localdate()) if homes else []
        names = PortalNames.of(request)
        return {
            "overdue": [(column, names.name_for(column)) for column in overdue[:SHOWN]],
            "total": len(overdue),
            "shown": SHOWN,
        }
