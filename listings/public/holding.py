"""What the columns of a portal hold of the lists: that there is one, and how many items are on it (live counts)."""

import datetime

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Length, Substr
from django.http import Http404

from cms_core.catalogue.kept import register_kept
from listings import counts
from listings.models import Listing
from listings.public.scopes import scope_of
from listings.slices import COLUMN_KEYS, GOVERNMENTS
from sites.models import Portal, PortalLevel

COLUMN_TYPE = "权责清单"
UNIT = "项"
ONE_STEP = Portal.steplen


def register() -> None:
    register_kept(holds(), count, UNIT)


def holds() -> Q:
    """Of a row of columns: its portal has the list of this key, or its government above has; or a list names it."""
    key = Case(*(When(kind=kind, then=Value(key)) for key, kind in COLUMN_KEYS.items()), output_field=CharField())
    lists = Listing.objects.filter(length__gt=0).annotate(key=key).filter(key=OuterRef("columnpage__blueprint_key"))
    own = lists.filter(portal__home=OuterRef("column_place__site_home"))
    named = Listing.objects.filter(length__gt=0, column=OuterRef("pk"))
    above = Portal.objects.filter(level=PortalLevel.DEPARTMENT, home=OuterRef("column_place__site_home"))
    above = above.annotate(above=Substr("path", 1, Length("path") - ONE_STEP))
    of_department = Exists(
        above.filter(
            Exists(
                Listing.objects.filter(length__gt=0, portal__path=OuterRef("above"))
                .annotate(key=key)
                .filter(key=OuterRef(OuterRef("columnpage__blueprint_key")))
            )
        )
    )
    return Q(columnpage__column_type=COLUMN_TYPE) & (Q(Exists(own)) | Q(Exists(named)) | Q(of_department))


def count(home, nodes, day: datetime.date) -> dict[int, int]:
    """{column id: items on its list that day}; two queries for a government's portal, few more for a department's."""
    kinds = {node.id: COLUMN_KEYS[node.key] for node in nodes if node.key in COLUMN_KEYS}
    portal = Portal.objects.filter(home=home.pk).select_related("organisation").first() if kinds else None
    if portal is None:
        return {}
    if portal.level not in GOVERNMENTS:
        return of_department(portal, kinds, day)
    own = {one.kind: one for one in Listing.objects.filter(portal=portal, kind__in=set(kinds.values()), length__gt=0)}
    totals = counts.totals(own.values(), day)
    return {column: totals.get(own[kind].pk, 0) for column, kind in kinds.items() if kind in own}


def of_department(portal, kinds, day) -> dict[int, int]:
    found = {}
    for column, kind in kinds.items():
        try:
            scope = scope_of(portal, kind)
        except Http404:
            continue
        found[column] = counts.total(kind, scope.counted, day, scope.filters)
    return found
