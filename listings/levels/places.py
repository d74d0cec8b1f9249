"""Whose list belongs to which government, and who stands above whom in the tree of portals."""

from collections.abc import Iterator

from listings.kinds import ListKind
from listings.models import Listing

OF_LISTINGS = ("portal__organisation", "portal__home", "column")


def steps(path: str, steplen: int) -> Iterator[str]:
    """The paths of a node and of all above it, the deepest first."""
    for end in range(len(path), 0, -steplen):
        yield path[:end]


def basic_listing_of(listing: Listing) -> Listing | None:
    """The basic catalogue that this list rests on: the nearest at or above its portal."""
    portal = listing.portal
    above = list(steps(portal.path, portal.steplen))
    found = Listing.objects.filter(kind=ListKind.BASIC, portal__path__in=above).select_related("portal")
    return found.order_by("-portal__path").first()


def listings_below(listing: Listing, kind: str = ListKind.POWER):
    """Lists of this kind at or below the portal of `listing`, in tree order."""
    portal = listing.portal
    reach = (portal.path, portal.path + portal.alphabet[-1] * portal.steplen)
    found = Listing.objects.filter(kind=kind, portal__path__range=reach)
    return found.select_related(*OF_LISTINGS).order_by("portal__path")
