"""Loads what the admin gets of us on Wagtail's hooks, and registers its pages."""

from django.urls import path
from wagtail import hooks

from cms_core.admin import citation_hooks, look, menu, search_hooks, search_state, siblings  # noqa: F401 - they register themselves
from cms_core.admin.handbook import editors_handbook
from cms_core.admin.organisations import organisation_chooser


@hooks.register("register_admin_urls")
def register_handbook_page():
    return [path("handbook/", editors_handbook, name="editors_handbook")]


@hooks.register("register_admin_viewset")
def register_organisation_chooser():
    return organisation_chooser
