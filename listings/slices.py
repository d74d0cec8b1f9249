"""Which part of which list a portal shows: a government's its own, a department's what is the department's in it."""

from dataclasses import dataclass

from cms_core.models import ColumnPage, Organisation
from listings.kinds import ListKind
from listings.models import Listing
from sites.models import Portal, PortalLevel

# By the key of the blueprint's columns (`sites/blueprints/parts/openness.toml`).
COLUMN_KEYS = {
    "lists.powers": ListKind.POWER,
    "lists.duties": ListKind.RESPONSIBILITY,
    "lists.investment": ListKind.NEGATIVE,
    "lists.funds": ListKind.FUND,
    "lists.basic": ListKind.BASIC,
}
# Whoever shows an item says where it is found.
WITH_ADDRESS = ("portal__site", "portal__home", "column")
GOVERNMENTS = (PortalLevel.PROVINCE, PortalLevel.CITY, PortalLevel.COUNTY)


@dataclass(frozen=True)
class Slice:
    """Of `listing` (None: of all in the province), what is `body`'s and of the bodies below it (None: everybody's)."""

    kind: ListKind
    listing: Listing | None = None
    body: Organisation | None = None

    def rows(self, found):
        """Of a queryset of `Listed`."""
        found = found.filter(kind=self.kind)
        if self.listing:
            found = found.filter(listing=self.listing)
        return self.part(found)

    def part(self, found):
        """Of such a queryset that is of the list already."""
        if self.body:
            top = self.body.path
            found = found.filter(place__range=(top, top + self.body.alphabet[-1] * self.body.steplen))
        return found


def slice_of(portal: Portal, kind: str) -> Slice | None:
    """What the portal shows of its own; None where there is no such list. Two queries."""
    kind = ListKind(kind)
    own = Listing.objects.filter(portal=portal, kind=kind).select_related(*WITH_ADDRESS).first()
    if own:
        return Slice(kind, own)
    if portal.level in GOVERNMENTS or portal.depth == 1:
        return None
    above = Portal.objects.filter(path=portal.path[: -portal.steplen]).values("pk")
    listing = Listing.objects.filter(portal__in=above, kind=kind).select_related(*WITH_ADDRESS).first()
    return Slice(kind, listing, portal.organisation) if listing else None


def kind_of_column(column: ColumnPage) -> ListKind | None:
    return COLUMN_KEYS.get(column.blueprint_key)


def ensure_listing(portal: Portal, kind: str) -> Listing:
    """The list of a government's portal, opened on its column of the blueprint when it is asked for the first time."""
    found = Listing.objects.filter(portal=portal, kind=kind).first()
    if found:
        return found
    key = next(key for key, value in COLUMN_KEYS.items() if value == kind)
    home = portal.home
    reach = (home.path, home.path + home.alphabet[-1] * home.steplen)
    column = ColumnPage.objects.filter(path__range=reach, blueprint_key=key).order_by("path").first()
    return Listing.objects.get_or_create(portal=portal, kind=kind, defaults={"column": column})[0]
