"""Wagtail's search in the admin (explorer, choosers, `Model.objects.search()`): a `modelsearch` backend on SQLite FTS5.

The index holds drafts and everything else that editors work with, in `admin-search.sqlite3`. It says which rows have
the words; who may see them and what else is asked of them the ORM decides, by the queryset that was searched.
"""

from cms_core.search.admin.backend import SearchBackend

__all__ = ["SearchBackend"]
