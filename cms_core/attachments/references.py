"""Keeps the reference index as fresh as the page: an attachment or a picture is public the moment its page is.

Wagtail writes the index in a background task; until that has run, readers of a page just published would find its
attachments and pictures missing. Of pages written in bulk Wagtail hears nothing at all.
"""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_save
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published

from cms_core.models import Attachment, Picture
from cms_core.tree.signals import pages_written

BATCH = 500


def index_references(page):
    ReferenceIndex.create_or_update_for_object(page)


def on_published(sender, instance, **kwargs):
    index_references(instance)


def on_saved(sender, instance, created, raw=False, **kwargs):
    if created and not raw and isinstance(instance, Page) and instance.live:
        index_references(instance)


def on_written(sender, pages, **kwargs):
    """What new pages show, without a query a page; the rest of their references is indexed at the first save."""
    ReferenceIndex.objects.bulk_create(
        [row for page in pages for row in rows_of(page)], batch_size=BATCH, ignore_conflicts=True
    )


def rows_of(page) -> Iterator[ReferenceIndex]:
    own = ContentType.objects.get_for_model(page, for_concrete_model=False)
    base = ContentType.objects.get_for_model(Page)
    for model, key, model_path, content_path in set(shown_by(page)):
        yield ReferenceIndex(
            content_type=own,
            base_content_type=base,
            object_id=str(page.pk),
            to_content_type=ContentType.objects.get_for_model(model),
            to_object_id=str(key),
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )


def shown_by(page) -> Iterator[tuple[type, str, str, str]]:
    """Model, key and places of the pictures and attachments that the fields of `page` refer to."""
    for field in page._meta.concrete_fields:
        name = field.name
        if field.related_model in (Picture, Attachment):
            if key := field.value_from_object(page):
                yield field.related_model, key, name, name
        elif hasattr(field, "extract_references"):
            for model, key, model_path, content_path in field.extract_references(field.value_from_object(page)):
                if issubclass(model, Picture | Attachment):
                    yield model, key, f"{name}.{model_path}", f"{name}.{content_path}"


def connect():
    page_published.connect(on_published, dispatch_uid="attachments_on_published")
    post_save.connect(on_saved, dispatch_uid="attachments_on_saved")
    pages_written.connect(on_written, dispatch_uid="attachments_on_written")
