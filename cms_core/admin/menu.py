"""The menu shows what the person can use: no reports that turn them away, no links to manuals in English."""

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem, reports_menu

from cms_core.admin.listing import BY_HAND_LINK

ABROAD = ("whats-new-in-wagtail", "editor-guide")


@hooks.register("construct_help_menu", order=900)
def only_our_handbook(request, menu_items):
    menu_items[:] = [item for item in menu_items if not item.name.startswith(ABROAD)]


@hooks.register("register_help_menu_item")
def register_handbook():
    return MenuItem("编辑手册", reverse("editors_handbook"), name="handbook", icon_name="help", order=100)


@hooks.register("construct_reports_menu", order=900)
def no_report_of_old_pages(request, menu_items):
    """The dashboard tells it better: which columns are past their term."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "aging-pages"]


@hooks.register("construct_main_menu", order=900)
def hide_empty_reports(request, menu_items):
    if not reports_menu.menu_items_for_request(request):
        menu_items[:] = [item for item in menu_items if item.name != "reports"]


@hooks.register("construct_page_listing_buttons")
def no_order_by_hand_in_rows(buttons, page, user, context=None):
    """The list of a column's own children offers it, where it means anything (`listing.ContentListing`)."""
    for one in buttons:
        items = getattr(one, "dropdown_buttons", [])
        items[:] = [item for item in items if not (item.url or "").endswith(BY_HAND_LINK)]


@hooks.register("construct_page_action_menu", order=900)
def reviewing_comes_first(menu_items, request, context):
    """Who opens what waits for review came to decide on it; saving as a draft is for those who write."""
    menu_items.sort(key=lambda item: item.name != "approve")
