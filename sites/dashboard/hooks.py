"""Puts the panels on the admin's first page, beside Wagtail's own."""

from wagtail import hooks

from sites.dashboard.panels import MyDraftsPanel, MyPortalsPanel, OverdueColumnsPanel


@hooks.register("construct_homepage_panels", order=100)
def add_portal_panels(request, panels):
    panels += [MyPortalsPanel(), MyDraftsPanel(), OverdueColumnsPanel()]
