"""Keeps the reference index as fresh as the page: an attachment is public the moment its page is.

Wagtail writes the index in a background task; until that has run, readers of a page just published would find its
attachments missing.
"""

from django.db.models.signals import post_save
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published


def index_references(page):
    """To be called for pages written in bulk, past the signals."""
    ReferenceIndex.create_or_update_for_object(page)


def on_published(sender, instance, **kwargs):
    index_references(instance)


def on_saved(sender, instance, created, raw=False, **kwargs):
    if created and not raw and isinstance(instance, Page) and instance.live:
        index_references(instance)


def connect():
    page_published.connect(on_published, dispatch_uid="attachments_on_published")
    post_save.connect(on_saved, dispatch_uid="attachments_on_saved")
