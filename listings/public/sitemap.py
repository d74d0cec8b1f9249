"""Items in the host's site map, those that left their list too: their addresses never die."""

from django.db.models import Max

from listings.models import Item, Listing, Record
from listings.openness import open_among
from listings.public.addresses import item_path

RANGE = 10_000


def shown_listings(portal) -> list[Listing]:
    """The portal's own; two queries."""
    found = Listing.objects.filter(portal=portal.pk, length__gt=0).select_related("portal__home", "column")
    return open_among(list(found))


def ranges(portal) -> list[tuple[int, object]]:
    """(file, when it last changed): an item stays in its file, since its number does."""
    listings = shown_listings(portal)
    if not listings:
        return []
    rows = Item.objects.filter(listing__in=listings).order_by().values_list("pk", flat=True)
    last = rows.aggregate(last=Max("pk"))["last"] or 0
    first = rows.order_by("pk").first() or 0
    approved = Record.objects.filter(listing__in=listings, item__gte=first)
    moment = approved.aggregate(at=Max("line__adjustment__approved_at"))["at"]
    return [(number + 1, moment) for number in range(first // RANGE, last // RANGE + 1)] if last else []


def addresses(portal, number: int):
    """(path, moment); no moment of its own for each: what is to come changes it without a word."""
    begin = (number - 1) * RANGE
    rows = Item.objects.filter(listing__in=shown_listings(portal), pk__gte=begin, pk__lt=begin + RANGE)
    rows = rows.filter(listed__isnull=False).distinct().order_by("pk").values_list("listing__kind", "pk")
    return [(item_path(kind, item), None) for kind, item in rows]
