"""The menu shows what the person can use: no reports that turn them away, no links to manuals in English."""

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem, reports_menu

ABROAD = ("whats-new-in-wagtail", "editor-guide")


@hooks.register("construct_help_menu", order=900)
def only_our_handbook(request, menu_items):
    menu_items[:] = [item for item in menu_items if not item.name.startswith(ABROAD)]


@hooks.register("register_help_menu_item")
def register_handbook():
    return MenuItem("编辑手册", reverse("editors_handbook"), name="handbook", icon_name="help", order=100)


@hooks.register("construct_main_menu", order=900)
def hide_empty_reports(request, menu_items):
    """For editors nothing is left of Wagtail's reports but a list of old pages, which the dashboard tells better."""
    kept = reports_menu.menu_items_for_request(request)
    if not request.user.is_superuser and {item.name for item in kept} <= {"aging-pages"}:
        menu_items[:] = [item for item in menu_items if item.name != "reports"]


@hooks.register("construct_page_listing_buttons")
def no_order_by_hand_in_rows(buttons, page, user, context=None):
    """The list of a column's own children offers it, where it means anything (`listing.ContentListing`)."""
    buttons[:] = [one for one in buttons if not (getattr(one, "url", "") or "").endswith("?ordering=ord")]
