"""Keeps the catalogue in line with the pages; each works in the transaction of whoever changed them.

`sync(page)` for one content page, `sync_subtree(page)` for everything below a page that moved, opened or closed,
`write_entries(pages)` and `write_column_places(pages)` for what was written in bulk. `receivers` calls them when pages
change.
"""

from wagtail.models import Page

from cms_core.catalogue.column_places import write_column_places
from cms_core.catalogue.kinds import is_content, model_of
from cms_core.catalogue.subtrees import sync_subtree
from cms_core.catalogue.write import write_entries

__all__ = ["sync", "sync_subtree", "write_column_places", "write_entries"]


def sync(page) -> None:
    """Bring the entry of `page`, as saved, into line; nothing happens for page types without entries."""
    if is_content(page):
        write_entries([model_of(page).objects.get(pk=page.pk) if type(page) is Page else page])
