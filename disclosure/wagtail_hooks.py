"""Loads what this room hangs on Wagtail's hooks, a module of each part."""

from disclosure.applications.admin import hooks as applications  # noqa: F401
from disclosure.decisions.admin import hooks as decisions  # noqa: F401
from disclosure.directory.admin import hooks as directory  # noqa: F401
from disclosure.reports.admin import hooks as reports  # noqa: F401
from disclosure.sunshine.admin import hooks as sunshine  # noqa: F401
from disclosure.supervision.admin import hooks as supervision  # noqa: F401
from disclosure.terms.admin import hooks as terms  # noqa: F401
