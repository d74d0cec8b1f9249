"""Loads what this room hangs on Wagtail's hooks."""

from listings.workbooks.admin import hooks as workbook_hooks  # noqa: F401
