"""Which power items rest on items above: by the code of the basic catalogue, or because they took them over."""

from collections.abc import Iterable

from django.db.models import F

from listings.kinds import ListKind
from listings.models import FOREVER, BasicVersion, Listing, PowerVersion
from listings.states import CURRENT

ROWS = 500
READ = ("item", "listing", "organisation", "name", "code", "category", "legal_basis", "state", "basic_code", "partner")


def resting_on(
    listing: Listing, items: Iterable[int], day, *, on: Listing | None = None
) -> list[tuple[PowerVersion, int]]:
    """(last version of an item below, the item of `items` that it rests on); `items` are of `listing`.

    With `on` only those of that list.

    A basic item is found by the codes it has on `day` and after, so that a new code is told to those who have the old.
    Whoever names another basic item by its code rests on that one, whatever it once took over.
    """
    ids, rows = sorted(set(items)), last(listing)
    rows = rows.filter(listing=on) if on else rows
    found = {}
    for start in range(0, len(ids), ROWS):
        some = ids[start : start + ROWS]
        codes = codes_of(some, day) if listing.kind == ListKind.BASIC else {}
        for version in rows.filter(partner__in=some).exclude(listing=F("partner__listing")):
            elsewhere = listing.kind == ListKind.BASIC and version.basic_code and version.basic_code not in codes
            if not elsewhere:
                found[version.item_id, version.partner_id] = version
        if codes:
            for version in rows.filter(basic_code__in=codes):
                found[version.item_id, codes[version.basic_code]] = version
    return [(version, upper) for (_, upper), version in sorted(found.items(), key=lambda pair: pair[0])]


def last(listing: Listing):
    """What is on the lists at and below the portal of `listing`, as of all that is approved."""
    portal = listing.portal
    reach = (portal.path, portal.path + portal.alphabet[-1] * portal.steplen)
    rows = PowerVersion.objects.filter(valid_until=FOREVER, state__in=CURRENT, listing__portal__path__range=reach)
    return rows.only(*READ)


def codes_of(items: list[int], day) -> dict[str, int]:
    rows = BasicVersion.objects.filter(item__in=items, valid_until__gte=day).order_by("valid_from")
    return {code: item for item, code in rows.values_list("item", "code") if code}
