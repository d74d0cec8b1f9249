"""What makes the outbox grow: the catalogue says which entries it wrote, took out, or settled anew."""

from cms_core.catalogue.signals import columns_settled, entries_written
from cms_core.models.entries import Entry
from cms_core.search.feed.outbox import note


def follow_entries(page_ids, **kwargs):
    note(page_ids)


def follow_columns(columns, **kwargs):
    """Whole columns changed their homes, opened or closed."""
    note(Entry.objects.filter(column__in=columns).order_by().values_list("pk", flat=True))


def connect():
    entries_written.connect(follow_entries, dispatch_uid="search")
    columns_settled.connect(follow_columns, dispatch_uid="search")
