"""Loads what this room hangs on Wagtail's hooks."""

from listings.admin import hooks, log_actions  # noqa: F401
from listings.todos.admin import hooks as todo_hooks  # noqa: F401
from listings.workbooks.admin import hooks as workbook_hooks  # noqa: F401
