"""Wagtail's search in the admin for several machines: Wagtail's own OpenSearch backend, which folds as we do.

Like the engine beside it, it was written from the documentation and has not been run against a live server. It needs
`opensearch-py` (requirements-opensearch.txt) and is named in WAGTAILSEARCH_BACKENDS when PORTAL_SEARCH is opensearch.
"""

from cms_core.search.opensearch.admin.backend import SearchBackend

__all__ = ["SearchBackend"]
