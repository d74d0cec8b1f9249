"""Loads what this room hangs on Wagtail's hooks."""

from gazette import columns  # noqa: F401
from gazette.admin import hooks as admin_hooks  # noqa: F401
from gazette.admin import log_actions, page_guards  # noqa: F401
from gazette.gathering import admin as gathering_admin  # noqa: F401
from gazette.submissions import hooks as submission_hooks  # noqa: F401
