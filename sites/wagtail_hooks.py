"""Loads what this room hangs on Wagtail's hooks."""

from sites.hooks import archived, home_pages, log_actions, subsites  # noqa: F401
