"""What makes the outbox grow: entries that the catalogue wrote, took out or settled anew, issuers with other names."""

from django.db.models.signals import post_save, pre_save

from cms_core.catalogue.signals import columns_settled, entries_written
from cms_core.models import Organisation
from cms_core.models.entries import Entry
from cms_core.search.feed.outbox import note


def follow_entries(page_ids, **kwargs):
    note(page_ids)


def follow_columns(columns, **kwargs):
    """Whole columns changed their homes, opened or closed."""
    note(Entry.objects.filter(column__in=columns).order_by().values_list("pk", flat=True))


def remember_name(instance, raw, update_fields=None, **kwargs):
    if not raw and instance.pk and (update_fields is None or "name" in update_fields):
        instance._name_before = Organisation.objects.filter(pk=instance.pk).values_list("name", flat=True).first()


def follow_name(instance, created, **kwargs):
    """Documents are found by the name of their issuer."""
    before = instance.__dict__.pop("_name_before", None)
    if before is not None and before != instance.name:
        note(Entry.objects.of_organisation(instance).order_by().values_list("pk", flat=True))


def connect():
    entries_written.connect(follow_entries, dispatch_uid="search")
    columns_settled.connect(follow_columns, dispatch_uid="search")
    pre_save.connect(remember_name, sender=Organisation, dispatch_uid="search")
    post_save.connect(follow_name, sender=Organisation, dispatch_uid="search")
