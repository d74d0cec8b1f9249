"""What happens to the catalogue when a page is saved, moved, published, withdrawn, made private or deleted.

All of it hangs on Django's own signals, because those are sent inside the transaction that writes the page: Wagtail's
`post_page_move` comes after the move's transaction, `page_slug_changed` only on commit, and a crash in between would
leave entries behind. A move saves the moved page (as a bare `Page`) inside its transaction; `publish_scheduled`
unpublishes bare pages too: so `sender=Page` means any type.
"""

from django.apps import apps
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction

from cms_core.catalogue import former
from cms_core.catalogue.column_places import write_column_places
from cms_core.catalogue.kinds import is_content
from cms_core.catalogue.rows import DOCUMENT_FACTS
from cms_core.catalogue.sync import sync, sync_subtree
from cms_core.catalogue.write import remove_entries

# A save of other fields (`save_revision` writes four, and on every keystroke of an autosave) concerns nothing here.
OF_PLACE = frozenset({"live", "path", "slug", "url_path", "alias_of", "alias_of_id"})
OF_CONTENT = OF_PLACE.union(
    {"pinned", "title", "address", "summary", "source", "picture", "picture_id", "issuer", "issuer_id"},
    {"published_at", "first_published_at", "last_published_at"},
    DOCUMENT_FACTS,
)


def concerns(fields: frozenset, update_fields) -> bool:
    return update_fields is None or not fields.isdisjoint(update_fields)


def remember_url_path(instance, raw, update_fields=None, **kwargs):
    """Before a column is saved: the row still has its old address, even when treebeard has already moved it."""
    if not raw and instance.pk and not is_content(instance) and concerns(OF_PLACE, update_fields):
        before = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True).first()
        instance._url_path_before = before


def follow_save(instance, created, raw, update_fields=None, **kwargs):
    if raw:
        return
    if is_content(instance):
        if concerns(OF_CONTENT, update_fields):
            # Fields that were not written may be stale in memory: then the entry is made of the row.
            sync(instance if update_fields is None else Page(pk=instance.pk, content_type_id=instance.content_type_id))
    elif created:
        write_column_places([instance])
    elif concerns(OF_PLACE, update_fields):
        before = getattr(instance, "_url_path_before", None)
        moved = bool(before) and before != instance.url_path
        sync_subtree(instance, moved=moved)
        if moved:
            former.move_prefix(instance, before)


def follow_delete(instance, origin=None, **kwargs):
    """Django asks page by page; a whole subtree is taken out at once, when its first page is asked about."""
    if getattr(origin, "_left_catalogue", False):
        return
    ids = [instance.pk]
    if isinstance(origin, QuerySet) and issubclass(origin.model, Page):
        ids = list(origin.order_by().values_list("pk", flat=True))
        origin._left_catalogue = True
    remove_entries(ids)


def follow_restriction(instance, origin=None, **kwargs):
    """A page and its aliases became private, or public again; not when the restriction goes down with its page."""
    if origin is not None and not _is_of(origin, PageViewRestriction):
        return
    private, found = set(), {instance.page_id}
    while found:
        private |= found
        found = set(Page.objects.filter(alias_of__in=found).values_list("pk", flat=True)) - private
    for page in Page.objects.filter(pk__in=private):
        bring_into_line(page)


def bring_into_line(page):
    if is_content(page):
        sync(page)
    else:
        sync_subtree(page, moved=False)


def _is_of(origin, model):
    return issubclass(origin.model if isinstance(origin, QuerySet) else type(origin), model)


def connect():
    """For every page type that is installed, those of the rooms above included."""
    for model in apps.get_models():
        if issubclass(model, Page):
            pre_save.connect(remember_url_path, sender=model, dispatch_uid=f"catalogue:{model._meta.label}")
            post_save.connect(follow_save, sender=model, dispatch_uid=f"catalogue:{model._meta.label}")
    pre_delete.connect(follow_delete, sender=Page, dispatch_uid="catalogue")
    post_save.connect(follow_restriction, sender=PageViewRestriction, dispatch_uid="catalogue:restriction")
    post_delete.connect(follow_restriction, sender=PageViewRestriction, dispatch_uid="catalogue:restriction")
