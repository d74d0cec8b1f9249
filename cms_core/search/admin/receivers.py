"""What makes the admin's outbox grow: whatever saves or deletes what is indexed, the tags of it, and pages in bulk.

Wagtail's own receivers would put a task into the queue at each save, three for a publication, which then did nothing.
"""

from django.db.models.signals import m2m_changed, post_delete, post_save
from modelsearch.index import Indexed
from wagtail.signals import post_page_move

from cms_core.search.admin import elsewhere
from cms_core.search.admin.families import families
from cms_core.search.admin.outbox import note
from cms_core.tree.signals import pages_written


def follow_one(instance, **kwargs):
    note([instance])


def follow_tags(instance, action, **kwargs):
    if action.startswith("post_") and isinstance(instance, Indexed):
        note([instance])


def follow_pages(pages, **kwargs):
    note(pages)


def follow_move(instance, **kwargs):
    """A shared index holds the paths of pages, which a move changes below the page that is saved."""
    if elsewhere.shared():
        note(instance.get_descendants(inclusive=True).only("pk"))


def connect():
    """Before `wagtail.search` is ready, which connects its receivers then.

    A receiver for every sender would take from all models the deletion of many rows in one query.
    """
    Indexed.search_auto_update = False
    for family in families().values():
        for model in family.members:
            post_save.connect(follow_one, sender=model, dispatch_uid="admin search")
            post_delete.connect(follow_one, sender=model, dispatch_uid="admin search")
    m2m_changed.connect(follow_tags, dispatch_uid="admin search")
    pages_written.connect(follow_pages, dispatch_uid="admin search")
    post_page_move.connect(follow_move, dispatch_uid="admin search")
