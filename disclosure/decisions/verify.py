"""Compares what the lists count with a recount by the database, portal by portal, as of today."""

import datetime
from collections import Counter

from django.db.models import Count
from django.utils import timezone

from disclosure.decisions.kinds import DecisionKind, unpacked
from disclosure.decisions.search_feed import BITS
from disclosure.decisions.shelves import KEPT, site_of
from disclosure.decisions.tables import model_of
from disclosure.shelves.shelf import Shelf

OF_BITS = {bit: kind for kind, bit in BITS.items()}


def differences() -> list[dict]:
    """Where what is kept is not what the rows say on this day: a portal, a kind, a facet and its value."""
    today, found = timezone.localdate(), []
    for site, shelf in {**dict.fromkeys(sites_with_rows(today), Shelf()), **KEPT.shelves()}.items():
        under = shelf.on(today.toordinal())
        kept = Counter({pair: (own & under).bit_count() for pair, own in shelf.bits.items()})
        true = counted(OF_BITS[site % 2], site // 2, today)
        for facet, value in sorted((pair for pair in kept | true if kept[pair] != true[pair]), key=str):
            pair = facet, value
            told = {"portal": site // 2, "kind": OF_BITS[site % 2].value, "facet": facet, "value": value}
            found.append({**told, "kept": kept[pair], "counted": true[pair]})
    return found


def sites_with_rows(day: datetime.date) -> list[int]:
    portals = ((kind, model_of(kind).objects.public(day).order_by()) for kind in DecisionKind)
    return [site_of(kind, pk) for kind, rows in portals for pk in rows.values_list("portal", flat=True).distinct()]


def counted(kind: str, portal: int, day: datetime.date) -> Counter:
    """{(facet, value): number}, by the database."""
    found = Counter()
    rows = model_of(kind).objects.public(day).filter(portal=portal).order_by()
    for name, column in (("area", "government"), ("body", "organisation"), ("year", "decided_on__year")):
        numbers = rows.values_list(column).annotate(number=Count("pk"))
        found.update({(name, value): number for value, number in numbers})
    for category, number in rows.values_list("category").annotate(number=Count("pk")):
        for one in [category] if kind == DecisionKind.LICENCE else unpacked(category):
            found["category", one] += number
    return found
