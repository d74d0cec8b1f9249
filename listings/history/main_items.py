"""主项 and 子项: a sub-item names its main item by code; here the rows are tied to one another."""

from listings.kinds import ListKind
from listings.models import Listed, PowerVersion

ROWS = 500


def settle(rows: list[Listed]) -> None:
    """Tie the rows that were just made: as sub-items to their main items, and as main items to their sub-items."""
    powers = [row for row in rows if row.kind == ListKind.POWER]
    for start in range(0, len(powers), ROWS):
        settle_some(powers[start : start + ROWS])


def settle_some(rows: list[Listed]) -> None:
    listings = {row.listing_id for row in rows}
    codes = {row.code for row in rows if row.code}
    named = dict(named_by(item__in={row.item_id for row in rows}))
    named |= dict(named_by(listing__in=listings, main_code__in=codes))
    subs = Listed.objects.filter(item__in={item for item, _ in named}, listing__in=listings)
    mains = Listed.objects.filter(listing__in=listings, code__in=set(named.values()))
    by_code = {}
    for main in mains.order_by("valid_from"):
        by_code.setdefault((main.listing_id, main.organisation_id, main.code), []).append(main)
    changed = []
    for sub in subs:
        wanted = named.get((sub.item_id, sub.valid_from))
        found = by_code.get((sub.listing_id, sub.organisation_id, wanted), []) if wanted else []
        main = next((main.item_id for main in reversed(found) if main.valid_from <= sub.valid_from), None)
        if main != sub.item_id and main != sub.main_id:
            sub.main_id = main
            changed.append(sub)
    Listed.objects.bulk_update(changed, ["main"], batch_size=ROWS)


def named_by(**which):
    """((item, valid_from), code of the main item)."""
    versions = PowerVersion.objects.filter(**which).exclude(main_code="")
    for item, valid_from, code in versions.values_list("item", "valid_from", "main_code"):
        yield (item, valid_from), code
