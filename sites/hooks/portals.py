"""门户 in the admin: its menu item and its addresses."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from sites.permissions import PortalAction, policy
from sites.views import portals as views


class PortalsMenuItem(MenuItem):
    def is_shown(self, request):
        return policy.may_somewhere(request.user, PortalAction.ADMINISTER)


@hooks.register("register_admin_menu_item")
def register_menu_item():
    return PortalsMenuItem("门户", reverse("gov_sites_portals"), name="portals", icon_name="globe", order=300)


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("portals/", views.PortalIndex.as_view(), name="gov_sites_portals"),
        path("portals/results/", views.PortalIndex.as_view(results_only=True), name="gov_sites_portals_results"),
        path("portals/<int:pk>/", views.PortalEdit.as_view(), name="gov_sites_portal_edit"),
        path("portals/<int:pk>/state/", views.PortalStateView.as_view(), name="gov_sites_portal_state"),
    ]
