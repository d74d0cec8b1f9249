"""What went from one site, body or item to another, noted with the rows: harvesters of the old place are told of it."""

from collections.abc import Iterable

from django.utils import timezone

from disclosure.models import DirectoryDeparture, DirectoryEntry

PLACE = ("site_number", "organisation_number", "items")


def depart(pairs: Iterable[tuple[DirectoryEntry | None, DirectoryEntry | None]]) -> None:
    """Of rows before and after, inside the transaction that writes them."""
    now = timezone.now()
    left = [
        DirectoryDeparture(page_number=before.pk, left_at=now, **{name: getattr(before, name) for name in PLACE})
        for before, after in pairs
        if before and after and any(getattr(before, name) != getattr(after, name) for name in PLACE)
    ]
    DirectoryDeparture.objects.bulk_create(
        left, update_conflicts=True, unique_fields=["page_number", *PLACE], update_fields=["left_at"]
    )
