"""清单 in the admin: its menu item and its addresses."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from listings.admin import adjustments, items, lines, listing, lists, pick, settings, state, take_over, workbench
from listings.permissions import edits_somewhere
from sites.permissions import PortalAction, policy


class ListsMenuItem(MenuItem):
    def is_shown(self, request):
        return edits_somewhere(request.user) or policy.may_somewhere(request.user, PortalAction.ADMINISTER)


@hooks.register("register_admin_menu_item")
def register_menu_item():
    return ListsMenuItem("清单", reverse("listings_admin"), name="lists", icon_name="list-ul", order=330)


@hooks.register("register_admin_urls")
def register_urls():
    one, of, item = "lists/<int:listing_id>/", "lists/adjustments/<int:adjustment_id>/", "lists/items/<int:item_id>/"
    return [
        path("lists/", lists.AllLists.as_view(), name="listings_admin"),
        path(one, listing.OneList.as_view(), name="listings_admin_listing"),
        path(f"{one}adjustments/", adjustments.Adjustments.as_view(), name="listings_admin_adjustments"),
        path(f"{one}new/", adjustments.NewAdjustment.as_view(), name="listings_admin_new"),
        path(f"{one}settings/", settings.ListSettings.as_view(), name="listings_admin_settings"),
        path(of, workbench.Workbench.as_view(), name="listings_admin_adjustment"),
        path(f"{of}data/", adjustments.AdjustmentData.as_view(), name="listings_admin_data"),
        path(f"{of}delete/", adjustments.DeleteAdjustment.as_view(), name="listings_admin_delete"),
        path(f"{of}state/", state.ChangeState.as_view(), name="listings_admin_state"),
        path(f"{of}pick/", pick.Pick.as_view(), name="listings_admin_pick"),
        path(f"{of}take-over/", take_over.TakeOver.as_view(), name="listings_admin_take_over"),
        path(f"{of}lines/", lines.ArrangeLines.as_view(), name="listings_admin_lines"),
        path(f"{of}lines/new/", lines.NewLine.as_view(), name="listings_admin_line_new"),
        path(f"{of}lines/<int:line_id>/", lines.EditOneLine.as_view(), name="listings_admin_line"),
        path(item, items.OneItem.as_view(), name="listings_admin_item"),
        path(f"{item}adjust/", items.AdjustItem.as_view(), name="listings_admin_item_adjust"),
    ]
