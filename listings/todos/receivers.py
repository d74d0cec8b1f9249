"""To-dos follow adjustments, and documents that are repealed."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save

from cms_core.models import DocumentPage
from listings.signals import adjusted
from listings.todos.documents import flag_documents
from listings.todos.following import follow
from listings.todos.lapsed import LAPSED


def follow_document(instance, raw=False, **kwargs):
    """After the commit: the catalogue has to know first. What a killed process misses, the regular job finds."""
    if not raw and instance.live and instance.validity in LAPSED:
        transaction.on_commit(partial(flag_documents, [instance.pk]))


def connect() -> None:
    adjusted.connect(follow, dispatch_uid="listings:todos")
    post_save.connect(follow_document, sender=DocumentPage, dispatch_uid="listings:todos")
