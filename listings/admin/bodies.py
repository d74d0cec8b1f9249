"""The bodies that items of a list may belong to: of its government, and those whose items are on it already."""

from django.db.models import Q

from cms_core.models import Organisation
from cms_core.models.organisations import Level
from listings.models import Listed, Listing


def allowed(listing: Listing):
    """Vertical bodies stand elsewhere in the tree of organisations, but what is on the list is the list's."""
    on_list = Listed.objects.filter(listing=listing).order_by().values("organisation").distinct()
    return Organisation.objects.filter(Q(path__startswith=listing.portal.organisation.path) | Q(pk__in=on_list))


def offered(listing: Listing) -> list[tuple[str, str]]:
    """(key, name) for a choice: a province or a city without the governments below it, a county with its towns."""
    government = listing.portal.organisation
    on_list = Listed.objects.filter(listing=listing).order_by().values("organisation").distinct()
    own = Q(path__startswith=government.path)
    if government.level < Level.COUNTY:
        own &= Q(level=government.level)
    found = Organisation.objects.filter(own | Q(pk__in=on_list)).order_by("path")
    return list(found.values_list("key", "name"))
