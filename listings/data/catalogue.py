"""Which lists there are: those of the host, or of the whole province, each with its size and its addresses."""

from django.utils import timezone

from listings.data.api import totals
from listings.data.asked import day_of
from listings.data.errors import BadQuestion
from listings.kinds import ListKind
from listings.models import Listing
from listings.openness import open_among
from listings.public.addresses import list_path
from listings.public.scopes import WHOLE
from listings.slices import GOVERNMENTS
from sites.models import Portal, PortalLevel

FORMS = ("csv", "xlsx", "json")
WITH = ("portal__site", "portal__home", "portal__organisation", "column")


def lists_of(portal, query) -> dict:
    """Three queries."""
    if query.get("scope", "") not in ("", WHOLE):
        raise BadQuestion("scope", f"scope 只能是 {WHOLE}（全省），或不填（本站）。")
    whole, today = query.get("scope") == WHOLE, timezone.localdate()
    day = day_of("on", query.get("on", ""), today) or today
    shown = lists_shown(portal, whole)
    counted = totals([listing.pk for listing in shown], day)
    return {
        "on": day.isoformat(),
        "openapi": f"{portal.base_url}/api/lists/openapi.json",
        "lists": [list_data(portal, listing, counted.get(listing.pk, 0), whole) for listing in shown],
    }


def lists_shown(portal, whole: bool) -> list[Listing]:
    """One query."""
    listings = Listing.objects.select_related(*WITH).filter(length__gt=0).order_by("portal__path", "pk")
    if not whole:
        listings = listings.filter(portal__in=portals_shown(portal))
    return own_first(portal, open_among(list(listings)), whole)


def portals_shown(portal):
    """Its own, its subsites', and for a department the government's that its part is of."""
    found = {portal.pk, *(one.pk for one in portal.subsites)}
    paths = {portal.path}
    if portal.level not in GOVERNMENTS and portal.depth > 1:
        paths.add(portal.path[: -portal.steplen])
    return (
        Portal.objects.filter(path__in=paths)
        .order_by()
        .values("pk")
        .union(Portal.objects.filter(pk__in=found).order_by().values("pk"))
    )


def own_first(portal, listings: list[Listing], whole: bool) -> list[Listing]:
    """A department that has a list of its own shows that one, not its part of the government's."""
    if whole:
        return listings
    own = {listing.kind for listing in listings if listing.portal_id == portal.pk}
    above = portal.path[: -portal.steplen]
    return [listing for listing in listings if listing.portal.path != above or listing.kind not in own]


def list_data(portal, listing: Listing, total: int, whole: bool) -> dict:
    """`total` is that of the whole list where the host shows a part of it."""
    subsite = listing.portal.level == PortalLevel.SUBSITE and listing.portal_id != portal.pk
    chosen = f"?scope={WHOLE}&listing={listing.portal.key}" if whole else ""
    chosen = chosen or (f"?listing={listing.portal.key}" if subsite else "")
    page, root = list_path(listing.kind), portal.base_url
    return {
        "kind": listing.kind,
        "name": f"{listing.portal.name}{ListKind(listing.kind).label}",
        "portal": listing.portal.key,
        "total": total,
        "records": listing.length,
        "digest": listing.digest,
        "page": f"{listing.portal.base_url}{page}",
        "items": f"{root}/api/lists/{listing.kind}/items{chosen}",
        "adjustments": f"{root}/api/lists/{listing.kind}/adjustments{chosen}",
        "dictionary": f"{root}{page}dictionary.json{chosen}",
        "data": {form: f"{root}{page}data.{form}{chosen}" for form in FORMS},
    }
