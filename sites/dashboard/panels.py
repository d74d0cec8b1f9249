"""Four panels: 我的门户, 我的草稿, 常用栏目, 待更新栏目; each shows only what the user may work on."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms_core.models import ColumnPage, HomePage
from sites.dashboard.overdue import overdue_for
from sites.permissions import policy
from sites.portal_names import STEP, PortalNames

SHOWN = 10
FIRST = 5
MORE = 60
FAVOURITES = 6
RECENT = 60


class MyPortalsPanel(Component):
    """The portals the user works on, with their state and the ways into them; the first few at once."""

    name = "my_portals"
    template_name = "gov_sites/dashboard/portals.html"
    order = 50

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        found = policy.portals_for(user).select_related("site", "home")
        portals, total = list(found[:MORE]), found.count()
        return {"first": portals[:FIRST], "more": portals[FIRST:], "total": total, "unlisted": max(0, total - MORE)}


class MyDraftsPanel(Component):
    """Pages the user edited last that the public does not see as they now are."""

    name = "my_drafts"
    template_name = "gov_sites/dashboard/drafts.html"
    order = 60

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        pages = list(
            Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True), latest_revision__user=request.user)
            .not_type(HomePage)
            .select_related("content_type", "latest_revision")
            .prefetch_workflow_states()
            .order_by("-latest_revision_created_at")[: SHOWN + 1]
        )
        names = PortalNames.of(request)
        drafts = [(page, names.name_for(page), standing(page)) for page in pages[:SHOWN]]
        return {"drafts": drafts, "more": len(pages) > SHOWN}


def standing(page) -> str:
    """Where a draft stands, in the words of the editors' guide."""
    if page.workflow_in_progress:
        return "审核中"
    if page.current_workflow_state:
        return "退回修改"
    if page.live:
        return "已发布，有未发布的修改"
    return "已撤下" if page.first_published_at else "草稿"


class FavouriteColumnsPanel(Component):
    """Where the user last published: the way in for somebody who does so each morning."""

    name = "favourite_columns"
    template_name = "gov_sites/dashboard/favourites.html"
    order = 55

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        recent = Page.objects.filter(latest_revision__user=request.user, numchild=0, depth__gt=STEP - 1)
        paths = recent.order_by("-latest_revision_created_at").values_list("path", flat=True)[:RECENT]
        parents = list(dict.fromkeys(path[:-STEP] for path in paths))[:FAVOURITES]
        columns = {column.path: column for column in ColumnPage.objects.filter(path__in=parents)}
        names = PortalNames.of(request)
        return {
            "columns": [
                (columns[path], names.name_for(columns[path]))
                for path in parents
                if path in columns and columns[path].permissions_for_user(request.user).can_add_subpage()
            ]
        }


class OverdueColumnsPanel(Component):
    """Columns past their update term, so that they are filled before an inspection finds them."""

    name = "overdue_columns"
    template_name = "gov_sites/dashboard/overdue.html"
    order = 70

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        overdue = overdue_for(request.user, timezone.localdate())
        names = PortalNames.of(request)
        return {
            "overdue": [(column, names.name_for(column)) for column in overdue[:SHOWN]],
            "total": len(overdue),
            "shown": SHOWN,
        }
