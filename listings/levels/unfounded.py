"""The other side of 衔接问题清单: what was taken over from above though nobody handed it down."""

import datetime

from django.db.models import Exists, F, OuterRef

from listings.kinds import ListKind
from listings.levels.delegations import lines_on
from listings.models import PowerVersion
from listings.states import CURRENT


def unfounded(day: datetime.date, *, below: str = ""):
    """Taken over from an item above that was not handed down to this level: a queryset of PowerVersion."""
    handed = lines_on(day).filter(item=OuterRef("partner"), to_level=OuterRef("organisation__level"))
    found = PowerVersion.objects.on(day).filter(state__in=CURRENT, partner__listing__kind=ListKind.POWER)
    found = found.exclude(partner__listing=F("listing")).exclude(Exists(handed))
    if below:
        found = found.filter(organisation__path__startswith=below)
    return found.select_related("organisation", "listing__portal__site").order_by("organisation__path", "code", "item")
