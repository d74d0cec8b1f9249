"""Puts the panels on the admin's first page, beside Wagtail's own."""

from django.urls import path
from wagtail import hooks

from sites.dashboard.overdue import overdue_list
from sites.dashboard.panels import FavouriteColumnsPanel, MyDraftsPanel, MyPortalsPanel, OverdueColumnsPanel

WAITING_FOR_ME = "workflow_objects_to_moderate"


@hooks.register("construct_homepage_panels", order=100)
def add_portal_panels(request, panels):
    """What waits for a reviewer comes first."""
    for panel in panels:
        if getattr(panel, "name", "") == WAITING_FOR_ME:
            panel.order = 10
    panels += [MyPortalsPanel(), FavouriteColumnsPanel(), MyDraftsPanel(), OverdueColumnsPanel()]


@hooks.register("register_admin_urls")
def register_overdue_list():
    return [path("overdue-columns/", overdue_list, name="overdue_columns")]
