"""The codes that powers go by, former ones too: what rests on a power by its code may still name an old one."""

from collections import defaultdict
from collections.abc import Iterable

from listings.kinds import ListKind
from listings.models import FOREVER, Listed

ROWS = 500
Name = tuple[int, str]  # body, code


def names_of(items: Iterable[int]) -> dict[int, set[Name]]:
    """{item: (body, code) of all its periods}, without those that another item has now. Two queries for 500 items."""
    ids, found = sorted(set(items)), defaultdict(set)
    for start in range(0, len(ids), ROWS):
        rows = Listed.objects.filter(item__in=ids[start : start + ROWS]).exclude(code="")
        some = defaultdict(set)
        for item, body, code in rows.values_list("item", "organisation", "code"):
            some[item].add((body, code))
        taken = holders(name for names in some.values() for name in names)
        for item, names in some.items():
            found[item] = {name for name in names if taken.get(name, {item}) <= {item}}
    return found


def holders(names: Iterable[Name]) -> dict[Name, set[int]]:
    """Who has these names at last, of what is still on the lists of powers."""
    names = set(names)
    rows = Listed.objects.current().filter(
        kind=ListKind.POWER,
        valid_until=FOREVER,
        organisation__in={body for body, _ in names},
        code__in={code for _, code in names},
    )
    found = defaultdict(set)
    for item, *name in rows.values_list("item", "organisation", "code"):
        found[tuple(name)].add(item)
    return found
