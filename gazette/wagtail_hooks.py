"""Loads what this room hangs on Wagtail's hooks."""

from gazette.submissions import hooks as submission_hooks  # noqa: F401
