"""Records in the host's site map: its portal's and its subsites', of domains that are open."""

from django.db.models import Max, Min, Q

from disclosure.models import RecordState, SunshineRecord
from disclosure.sunshine.openness import openness_of

NAME = "sunshine"
RANGE = 10_000


def own(portal):
    """Four queries at most; one where there is nothing."""
    hosts = [portal.pk, *(one.pk for one in portal.subsites)]
    found = Q(pk__in=[])
    for pk, one in openness_of(pk__in=hosts).items():
        found |= Q(portal=pk) & ~Q(domain__in=one.closed)
    return SunshineRecord.objects.filter(found, state=RecordState.PUBLISHED).order_by()


def ranges(portal):
    told = own(portal).aggregate(first=Min("pk"), last=Max("pk"), at=Max("updated_at"))
    if told["last"] is None:
        return []
    return [(number + 1, told["at"]) for number in range(told["first"] // RANGE, told["last"] // RANGE + 1)]


def addresses(portal, number: int):
    begin = (number - 1) * RANGE
    found = own(portal).filter(pk__gte=begin, pk__lt=begin + RANGE).order_by("pk")
    return [(f"/sunshine/{domain}/{pk}.html", at) for pk, domain, at in found.values_list("pk", "domain", "updated_at")]
