"""The bodies that items of a list may belong to: of its government, and those whose items are on it already.

A government below that keeps a list of the same kind answers for its own bodies; one that has none is on this list.
"""

from collections.abc import Iterable

from django.db.models import Q

from cms_core.models import Organisation
from listings.models import Listed, Listing
from sites.routing.subtrees import topmost


def allowed(listing: Listing):
    """Vertical bodies stand elsewhere in the tree of organisations, but what is on the list is the list's."""
    own = Q(path__startswith=listing.portal.organisation.path)
    for path in lower_lists(listing):
        own &= ~Q(path__startswith=path)
    return Organisation.objects.filter(own | Q(pk__in=on_list(listing)))


def lower_lists(listing: Listing) -> list[str]:
    """The paths of the highest governments below this one that have such a list of their own."""
    path = listing.portal.organisation.path
    found = Listing.objects.filter(kind=listing.kind, portal__organisation__path__startswith=path)
    paths = set(found.values_list("portal__organisation__path", flat=True)) - {path}
    return topmost(paths)


def on_list(listing: Listing):
    return Listed.objects.filter(listing=listing).order_by().values("organisation").distinct()


def refused_among(listing: Listing, keys: Iterable[str]) -> dict[str, str]:
    """{key: why no item of the list may belong to that body}."""
    wanted = set(keys)
    if not wanted:
        return {}
    names = dict(Organisation.objects.filter(key__in=wanted).values_list("key", "name"))
    good = set(allowed(listing).filter(key__in=wanted).values_list("key", flat=True))
    government = listing.portal.organisation.name
    return {
        key: f"“{names[key]}”不是{government}的机构，或所在地方有自己的清单，它的事项不能列入本清单。"
        if key in names
        else f"没有标识为“{key}”的机构。"
        for key in wanted - good
    }
