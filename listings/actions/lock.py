"""One approval at a time for each list: their records are one chain."""

from collections.abc import Iterable

from listings.consistency import by_rows
from listings.models import Item, Listing


def locked(listing_id: int) -> Listing:
    """In the caller's transaction; on SQLite the whole database waits already. The portal is not locked with it."""
    return Listing.objects.select_for_update(of=("self",)).select_related("portal").get(pk=listing_id)


def hold_items(items: Iterable[int]) -> None:
    """Also those of another list that an approval names: while one is named, nobody revokes that it ever was."""
    held = Item.objects.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True)
    for some in by_rows(set(items)):
        list(held.filter(pk__in=some))
