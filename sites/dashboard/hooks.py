"""Puts the panels on the admin's first page and keeps Wagtail's own that would repeat them off it."""

from wagtail import hooks

from sites.dashboard.panels import MyDraftsPanel, MyPortalsPanel, OverdueColumnsPanel


@hooks.register("construct_homepage_panels", order=100)
def add_portal_panels(request, panels):
    kept = [panel for panel in panels if panel.name != "recent_edits"]
    panels[:] = [*kept, MyPortalsPanel(), MyDraftsPanel(), OverdueColumnsPanel()]
