"""The history: figures of each portal as they last stood in each month, taken once a day."""

import datetime

from django.db import transaction
from django.utils import timezone

from disclosure.models import SupervisionSnapshot
from disclosure.supervision.coverage import coverage
from sites.models import Portal, PortalState

SILENT = (PortalState.PREPARING, PortalState.ARCHIVED)
BATCH = 200
SHOWN = 24


def take(now: datetime.datetime) -> int:
    """Of today; a second time on a day it changes nothing but the figures. How many portals."""
    on = timezone.localdate(now)
    portals = Portal.objects.filter(completed_at__isnull=False).exclude(state__in=SILENT)
    portals = list(portals.select_related("home", "organisation"))
    found, month = coverage(portals, on), on.replace(day=1)
    rows = [
        SupervisionSnapshot(portal=portal, month=month, taken_on=on, figures=found[portal.pk]) for portal in portals
    ]
    with transaction.atomic():
        SupervisionSnapshot.objects.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["portal", "month"],
            update_fields=["taken_on", "figures"],
        )
    return len(rows)


def months() -> list[datetime.date]:
    """Those that are kept, the newest first."""
    return list(SupervisionSnapshot.objects.order_by("-month").values_list("month", flat=True).distinct()[:SHOWN])


def figures_in(portals, month: datetime.date) -> dict[int, dict]:
    kept = SupervisionSnapshot.objects.filter(month=month, portal__in=[one.pk for one in portals])
    return dict(kept.order_by().values_list("portal", "figures"))


def history_of(portal) -> list[SupervisionSnapshot]:
    return list(SupervisionSnapshot.objects.filter(portal=portal.pk).order_by("-month")[:SHOWN])
