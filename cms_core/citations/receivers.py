"""What happens to citations when content is saved, written in bulk, moved, opened, closed or deleted.

On Django's own signals, as the catalogue does and after it: a page's entry must be there. A single page is read in the
transaction that publishes it; whatever comes by the hundred is marked and read a little later (`unread`).
"""

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction

from cms_core.catalogue.kinds import content_models, is_content, model_of
from cms_core.catalogue.signals import columns_settled
from cms_core.citations.unread import mark
from cms_core.citations.write import remove_pages, sync_pages
from cms_core.models.entries import Entry
from cms_core.tree.signals import pages_written

# A save of other fields (a draft writes four, on every keystroke of an autosave) says nothing new.
FIELDS = frozenset(
    {"live", "path", "alias_of", "alias_of_id", "title", "body", "document_number", "disclosure"}
    | {"validity", "changed_by", "changed_by_id", "date_written", "date_effective", "published_at"}
)


def follow_save(instance, raw, update_fields=None, **kwargs):
    if raw or not is_content(instance):
        return
    if update_fields is None and type(instance) is not Page:
        sync_pages([instance])
    elif update_fields is None or not FIELDS.isdisjoint(update_fields):
        # Fields that were not written may be stale in memory.
        sync_pages(model_of(instance).objects.filter(pk=instance.pk))


def follow_bulk(pages, **kwargs):
    mark(page.pk for page in pages if is_content(page) and page.live)


def follow_columns(columns, **kwargs):
    """Whole columns changed their portal, opened or closed: others may now be nearer, or the only ones to be seen."""
    mark(Entry.objects.filter(column__in=columns).order_by().values_list("pk", flat=True))


def follow_restriction(instance, origin=None, **kwargs):
    """A page became private, or public again; not when the restriction goes down with its page."""
    if origin is not None and not issubclass(getattr(origin, "model", type(origin)), PageViewRestriction):
        return
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None and is_content(page):
        sync_pages(model_of(page).objects.filter(pk=page.pk))


def follow_delete(instance, origin=None, **kwargs):
    """As the catalogue does: a whole subtree at once, when its first page is asked about."""
    if getattr(origin, "_left_citations", False):
        return
    ids = [instance.pk]
    if isinstance(origin, QuerySet) and issubclass(origin.model, Page):
        ids = list(origin.order_by().values_list("pk", flat=True))
        origin._left_citations = True
    remove_pages(ids)


def connect():
    """After the catalogue's receivers."""
    for model in (Page, *content_models()):
        post_save.connect(follow_save, sender=model, dispatch_uid=f"citations:{model._meta.label}")
    pre_delete.connect(follow_delete, sender=Page, dispatch_uid="citations")
    post_save.connect(follow_restriction, sender=PageViewRestriction, dispatch_uid="citations:restriction")
    post_delete.connect(follow_restriction, sender=PageViewRestriction, dispatch_uid="citations:restriction")
    pages_written.connect(follow_bulk, dispatch_uid="citations")
    columns_settled.connect(follow_columns, dispatch_uid="citations")
