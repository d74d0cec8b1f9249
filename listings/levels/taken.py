"""Who has taken which item over: a power item that names it as its partner, or rests on the same basic item.

It counts for the government of its body and of that body's own level: a town's item is not the county's.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable

from cms_core.models import Organisation
from listings.levels.places import steps
from listings.models import FOREVER, Item, PowerVersion
from listings.states import CURRENT

ROWS = 500
LAST = FOREVER - datetime.timedelta(days=1)  # as of all that is approved, whenever it begins
Place = tuple[str, int]  # path of a government, level


def taken_over(items: Collection[int], day: datetime.date, *, within: str = "") -> dict[Place, set[int]]:
    """{(path of a government, level): items of `items` that it exercises on `day`}; `within` narrows to its bodies.

    Two queries for all of `items` where they are many; three for 500 where they are few.
    """
    found: dict[Place, set[int]] = defaultdict(set)
    for item, path, level in pairs(items, day, within):
        for above in steps(path, Organisation.steplen):
            found[above, level].add(item)
    return found


def pairs(items: Collection[int], day: datetime.date, within: str) -> Iterable[tuple[int, str, int]]:
    wanted = set(items)
    rows = PowerVersion.objects.on(day).filter(state__in=CURRENT)
    if within:
        rows = rows.filter(organisation__path__startswith=within)
    place = ("organisation__path", "organisation__level")
    by_partner = rows.filter(partner__in=wanted) if len(wanted) <= ROWS else rows.filter(partner__isnull=False)
    for item, *where in by_partner.values_list("partner", *place):
        if item in wanted:
            yield item, *where
    by_code = defaultdict(list)
    for item, code in basic_codes(wanted, day):
        by_code[code].append(item)
    if not by_code:
        return
    same = rows.filter(basic_code__in=by_code) if len(by_code) <= ROWS else rows.exclude(basic_code="")
    for mine, code, *where in same.values_list("item", "basic_code", *place):
        for item in by_code.get(code, ()):
            if item != mine:
                yield item, *where


def basic_codes(items: set[int], day: datetime.date) -> Iterable[tuple[int, str]]:
    rows = PowerVersion.objects.on(day).exclude(basic_code="")
    if len(items) <= ROWS:
        return rows.filter(item__in=items).values_list("item", "basic_code")
    handed = Item.objects.filter(lines__to_level__isnull=False).values("pk")
    return [row for row in rows.filter(item__in=handed).values_list("item", "basic_code") if row[0] in items]
