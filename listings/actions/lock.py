"""One approval at a time for each list: their records are one chain."""

from listings.models import Listing


def locked(listing_id: int) -> Listing:
    """In the caller's transaction; on SQLite the whole database waits already. The portal is not locked with it."""
    return Listing.objects.select_for_update(of=("self",)).select_related("portal").get(pk=listing_id)
