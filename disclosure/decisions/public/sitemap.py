"""Decisions in the host's site map, as long as they are public."""

from django.db.models import Max, Min
from django.http import Http404
from django.utils import timezone

from disclosure.decisions.kinds import DecisionKind
from disclosure.decisions.public.addresses import decision_path
from disclosure.decisions.public.scopes import scope_of

RANGE = 10_000


def own(portal, kind):
    """What is found on this host itself."""
    try:
        scope = scope_of(portal, kind)
    except Http404:
        return None
    return scope.rows(timezone.localdate()).filter(portal=portal.pk).order_by()


def ranges_of(kind):
    def ranges(portal):
        rows = own(portal, kind)
        told = rows.aggregate(first=Min("pk"), last=Max("pk"), at=Max("updated_at")) if rows is not None else {}
        if not told.get("last"):
            return []
        return [(number + 1, told["at"]) for number in range(told["first"] // RANGE, told["last"] // RANGE + 1)]

    return ranges


def addresses_of(kind):
    def addresses(portal, number):
        rows = own(portal, kind)
        if rows is None:
            return []
        begin = (number - 1) * RANGE
        found = rows.filter(pk__gte=begin, pk__lt=begin + RANGE).order_by("pk").values_list("pk", "updated_at")
        return [(decision_path(kind, pk), at) for pk, at in found]

    return addresses


NAMES = {DecisionKind.LICENCE: "licences", DecisionKind.PENALTY: "penalties"}
