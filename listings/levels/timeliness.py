"""及时性 (section 5.6): adjustments that were published later than 20 working days after their basis took effect.

《政府信息公开条例》第二十六条. Published is when it was approved: from then on everybody reads it. The basis took
effect on its own day where it is a document of the catalogue, else on the day from which the adjustment is effective.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from cms_core.calendar.working_days import working_days_between
from listings.models import Adjustment, Listing
from listings.states import AdjustmentState

MOST = 400


@dataclass(frozen=True)
class Published:
    adjustment: Adjustment
    begin: datetime.date
    published: datetime.date
    working_days: int

    @property
    def is_counted_out(self) -> bool:
        return self.working_days >= MOST

    @property
    def late_by(self) -> int:
        return max(0, self.working_days - settings.PORTAL_LISTING_DAYS)


def late(listings: Iterable[Listing], since: datetime.date, until: datetime.date) -> list[Published]:
    """Published from `since` to `until` (both included) on these lists, the latest first. One query."""
    term = datetime.timedelta(days=settings.PORTAL_LISTING_DAYS)
    rows = published(listings, since, until)
    # A term in working days is never shorter than that in days: the rest need not be counted.
    rows = [row for row in rows if row.published_on - row.begin > term]
    found = [of(row) for row in rows]
    return sorted((one for one in found if one.late_by), key=lambda one: (-one.late_by, -one.adjustment.pk))


def published(listings: Iterable[Listing], since: datetime.date, until: datetime.date):
    first, last = (day_begins(day) for day in (since, until + datetime.timedelta(days=1)))
    rows = Adjustment.objects.filter(
        listing__in=[listing.pk for listing in listings],
        state=AdjustmentState.APPROVED,
        approved_at__gte=first,
        approved_at__lt=last,
    )
    own = Coalesce("basis_document__date_effective", "basis_document__date_written")
    return rows.annotate(begin=Coalesce(own, F("effective_day")), published_on=TruncDate("approved_at")).select_related(
        "listing__portal", "basis_document"
    )


def of(row) -> Published:
    return Published(row, row.begin, row.published_on, working_days_between(row.begin, row.published_on, MOST))


def day_begins(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
