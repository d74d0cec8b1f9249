"""认领: what of the basic catalogue, or of what was delegated, this list could take over, and the lines that do it."""

import datetime
from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef, Q

from cms_core.models import Organisation
from listings.kinds import ListKind
from listings.levels.delegations import Delegation, delegations
from listings.levels.places import basic_listing_of
from listings.levels.taken import taken_over
from listings.models import BasicVersion, Item, Listing, PowerVersion
from listings.models.power import Source
from listings.states import CURRENT, ItemState, LineKind
from listings.values import plain_values

ROWS = 500
# What stays the same everywhere; all else is the level's own to fill in.
PREFILLED = ("name", "code", "category", "legal_basis")


def available(listing: Listing, day: datetime.date):
    """Basic items of this list's level that it has not taken over: a queryset of BasicVersion, by code.

    An item that names no level may be taken over at any.
    """
    above = basic_listing_of(listing)
    level = str(listing.portal.organisation.level)
    mine = PowerVersion.objects.on(day).filter(listing=listing, state__in=CURRENT)
    found = BasicVersion.objects.on(day).filter(listing=above, state=ItemState.IN_FORCE)
    found = found.filter(Q(levels="") | Q(levels__contains=level))
    taken = mine.filter(basic_code=OuterRef("code")), mine.filter(partner=OuterRef("item"), basic_code="")
    return found.exclude(Exists(taken[0])).exclude(Exists(taken[1])).order_by("code", "item")


def delegated(listing: Listing, day: datetime.date) -> list[Delegation]:
    """What was handed down to the government of this list and it has not taken over; the oldest first."""
    government = listing.portal.organisation
    reaching = delegations(day, to_level=government.level, above=government.path)
    taken = taken_over({one.item for one in reaching}, day, within=government.path)
    mine = taken.get((government.path, government.level), set())
    return [one for one in reaching if one.item not in mine]


def take_over_lines(
    listing: Listing, items: Iterable[int], bodies: Mapping[int, Organisation], day: datetime.date
) -> list[dict]:
    """Lines for `EditAdjustment(lines=…)`, in the order of `items` (of a basic catalogue, or delegated ones).

    `bodies` says by item who shall exercise it; without one the body is left to be filled in.
    """
    ids = list(dict.fromkeys(items))
    kinds = dict(Item.objects.filter(pk__in=ids).values_list("pk", "listing__kind"))
    found: dict[int, dict] = {}
    for kind, model in ((ListKind.BASIC, BasicVersion), (ListKind.POWER, PowerVersion)):
        mine = [item for item in ids if kinds.get(item) == kind]
        for start in range(0, len(mine), ROWS):
            versions = model.objects.on(day).filter(item__in=mine[start : start + ROWS]).select_related("organisation")
            found |= {version.item_id: prefilled(kind, version) for version in versions}
    level = listing.portal.organisation.level
    lines = []
    for item in ids:
        if item in found:
            values = found[item] | {"level": level}
            if item in bodies:
                values["organisation"] = bodies[item].key
            lines.append({"kind": LineKind.TAKE_OVER, "partner_id": item, "values": values})
    return lines


def prefilled(kind: str, version) -> dict:
    plain = plain_values(version)
    values = {name: plain[name] for name in PREFILLED if name in plain}
    if kind == ListKind.BASIC:
        return values | {"basic_code": plain["code"]}
    if plain.get("basic_code"):
        values["basic_code"] = plain["basic_code"]
    way = Source.ENTRUSTED if version.state != ItemState.DELEGATED else Source.DELEGATED
    return values | {"source": way.value}
