"""公开时限 in the admin: its menu item, its addresses, its panel."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from disclosure.supervision.permissions import supervises_somewhere
from disclosure.terms.admin.all_portals import DueOfAll
from disclosure.terms.admin.one_portal import DueOfPortal
from disclosure.terms.admin.panel import DuePanel
from sites.permissions import PortalAction, policy


class DueMenuItem(MenuItem):
    def is_shown(self, request):
        return policy.may_somewhere(request.user, PortalAction.WRITE) or supervises_somewhere(request.user)


@hooks.register("register_admin_menu_item")
def register_due_menu_item():
    return DueMenuItem("公开时限", reverse("disclosure_due"), name="disclosure-due", icon_name="time", order=345)


@hooks.register("register_admin_urls")
def register_due_urls():
    return [
        path("disclosure/due/", DueOfAll.as_view(), name="disclosure_due"),
        path("disclosure/due/<int:portal_id>/", DueOfPortal.as_view(), name="disclosure_due_portal"),
    ]


@hooks.register("construct_homepage_panels")
def add_due_panel(request, panels):
    if policy.may_somewhere(request.user, PortalAction.WRITE):
        panels.append(DuePanel())
