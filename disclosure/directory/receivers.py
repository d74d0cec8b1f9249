"""What makes the directory follow: the catalogue's entries, columns, documents' own facts, portals' bodies.

All in the transaction of whoever changed them, as the catalogue itself (`cms_core.catalogue.receivers`).
"""

from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Page

from cms_core.catalogue.kinds import is_content
from cms_core.catalogue.receivers import OF_CONTENT, concerns
from cms_core.catalogue.signals import columns_settled, entries_written
from cms_core.models import ColumnPage, DocumentPage, Entry, HomePage
from disclosure.directory.rows import OF_DOCUMENTS
from disclosure.directory.subtrees import follow_below
from disclosure.directory.write import follow_pages
from disclosure.models import ColumnItem
from sites.models import Portal
from sites.signals import portal_edited

OF_COLUMNS = frozenset({"path", "slug", "url_path", "blueprint_key"})
REMEMBERED = ("url_path", "columnpage__blueprint_key")


def follow_entries(page_ids, **kwargs):
    follow_pages(page_ids)


def follow_columns(columns, **kwargs):
    """Whole columns changed their homes, opened or closed."""
    follow_pages(Entry.objects.filter(column__in=columns).order_by().values_list("pk", flat=True))


def follow_document(instance, created, raw, update_fields=None, **kwargs):
    """A save of fields that the catalogue does not have: it says nothing then."""
    own = update_fields is not None and concerns(frozenset(OF_DOCUMENTS), update_fields)
    if own and not raw and not concerns(OF_CONTENT, update_fields):
        follow_pages([instance.pk])


def remember(instance, raw, update_fields=None, **kwargs):
    if not raw and instance.pk and not is_content(instance) and concerns(OF_COLUMNS, update_fields):
        instance._told_directory = Page.objects.filter(pk=instance.pk).values_list(*REMEMBERED).first()


def follow_column(instance, raw, **kwargs):
    """A column that moved is saved as a bare `Page`; its entries have the same column as before."""
    before = instance.__dict__.pop("_told_directory", None)
    if before is None or raw:
        return
    key = getattr(instance, "blueprint_key", before[1])
    if before != (instance.url_path, key):
        follow_below(instance.path)


def follow_item(instance, raw=False, origin=None, **kwargs):
    """Not when it goes down with its column."""
    if not raw and (origin is None or origin is instance):
        path = Page.objects.filter(pk=instance.column_id).values_list("path", flat=True).first()
        if path:
            follow_below(path)


def follow_portal(portal, fields, **kwargs):
    """What is no document is disclosed by the body that runs the portal."""
    if {"organisation", "organisation_id"} & set(fields):
        follow_pages(Entry.objects.of_portal(portal.home_id).order_by().values_list("pk", flat=True))


def connect():
    entries_written.connect(follow_entries, dispatch_uid="directory")
    columns_settled.connect(follow_columns, dispatch_uid="directory")
    post_save.connect(follow_document, sender=DocumentPage, dispatch_uid="directory")
    for model in (Page, ColumnPage, HomePage):
        pre_save.connect(remember, sender=model, dispatch_uid="directory")
        post_save.connect(follow_column, sender=model, dispatch_uid="directory")
    for signal in (post_save, post_delete):
        signal.connect(follow_item, sender=ColumnItem, dispatch_uid="directory")
    portal_edited.connect(follow_portal, sender=Portal, dispatch_uid="directory")
