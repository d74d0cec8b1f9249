"""Loads what this room hangs on Wagtail's hooks."""

from sites import working_portal  # noqa: F401
from sites.dashboard import hooks as dashboard_hooks  # noqa: F401
from sites.hooks import archived, home_pages, log_actions, portals, provisioning, subsites  # noqa: F401
from sites.tenancy import admin_api, page_choosers, page_listing, reports, wagtail_sites  # noqa: F401
