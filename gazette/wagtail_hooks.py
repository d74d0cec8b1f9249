"""Loads what this room hangs on Wagtail's hooks."""

from gazette.gathering import admin as gathering_admin  # noqa: F401
from gazette.submissions import hooks as submission_hooks  # noqa: F401
