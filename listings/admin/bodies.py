"""The bodies that a form offers for the items of a list."""

from django.db.models import Q

from cms_core.models.organisations import Level
from listings.bodies import allowed, on_list
from listings.models import Listing


def offered(listing: Listing) -> list[tuple[str, str]]:
    """(key, name) for a choice: a province or a city without the governments below it, a county with its towns."""
    government = listing.portal.organisation
    found = allowed(listing)
    if government.level < Level.COUNTY:
        found = found.filter(Q(level=government.level) | Q(pk__in=on_list(listing)))
    return list(found.order_by("path").values_list("key", "name"))
