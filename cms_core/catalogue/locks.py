"""Who waits for whom: a writer of entries and a change of the columns above them see each other's work.

PostgreSQL lets a page be published while its column is being withdrawn, each blind to the other. So both take the row
of the column (in tree order) before they read where things stand. SQLite has one writer at a time and needs none.
"""

from django.db import connection
from django.db.models import Q
from wagtail.models import Page

from cms_core.models.entries import Entry


def lock_columns(paths, page_ids=()) -> None:
    """Hold the columns at these tree paths and those in which these pages have entries, until the transaction ends."""
    if connection.features.has_select_for_update:
        # Read first: with a subquery beside the paths PostgreSQL reads the whole page table.
        stored = list(Entry.objects.filter(page__in=page_ids).order_by().values_list("column", flat=True).distinct())
        hold(Page.objects.filter(Q(path__in=paths) | Q(pk__in=stored)))


def hold(pages) -> None:
    """Hold these rows of the page table; no query where the database locks as a whole."""
    if connection.features.has_select_for_update:
        list(pages.order_by("path").select_for_update(no_key=True).values_list("pk"))
