"""The portal that a command names."""

from django.core.management.base import CommandError

from sites.models import Portal


def portal_of_key(key: str) -> Portal:
    portal = Portal.objects.filter(key=key).select_related("home", "organisation", "collection").first()
    if portal is None:
        raise CommandError(f"没有标识为“{key}”的门户。请核对 --portal，门户标识即主机名的第一段。")
    if portal.completed_at is None:
        raise CommandError(f"门户“{portal.name}”还没有建成，请先完成建站。")
    return portal
