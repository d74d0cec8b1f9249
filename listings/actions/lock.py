"""One approval at a time for each list: their records are one chain."""

from collections.abc import Iterable

from listings.consistency import by_rows
from listings.kinds import ListKind
from listings.levels.places import steps
from listings.models import Item, Listing

# Powers rest on the basic catalogue and on the powers above, duties on the powers beside them.
RESTING = {
    ListKind.POWER: (ListKind.BASIC, ListKind.POWER),
    ListKind.RESPONSIBILITY: (ListKind.BASIC, ListKind.POWER),
}


def locked(listing_id: int) -> Listing:
    """In the caller's transaction; on SQLite the whole database waits already. The portal is not locked with it.

    What rests on one another waits for one another, the highest list first: else a to-do would be made for a list below
    that has just done it, and what is asked above would not be seen by what is approved below.
    """
    listing = Listing.objects.select_related("portal").get(pk=listing_id)
    if listing.kind in RESTING:
        above = Listing.objects.filter(portal__path__in=list(steps(listing.portal.path, listing.portal.steplen)))
        rows = above.filter(kind__in=RESTING[listing.kind]).exclude(pk=listing_id)
        list(rows.select_for_update(of=("self",), no_key=True).order_by("portal__path", "kind").values_list("pk"))
    return Listing.objects.select_for_update(of=("self",)).select_related("portal").get(pk=listing_id)


def hold_items(items: Iterable[int]) -> None:
    """Also those of another list that an approval names: while one is named, nobody revokes that it ever was."""
    held = Item.objects.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True)
    for some in by_rows(set(items)):
        list(held.filter(pk__in=some))
