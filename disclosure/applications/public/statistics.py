"""What the column says of the year: counts only, of the body of the portal, never of anybody's application."""

import datetime

from django.db.models import Count, Q

from disclosure.models import Application


def of_year(portal, today: datetime.date) -> dict:
    """`year`, `received`, `closed`, `open`, `in_time` (of those closed by the body): one query."""
    begin = datetime.date(today.year, 1, 1)
    of_this_year = Q(received_on__gte=begin)
    closed = Q(closed_on__gte=begin)
    found = Application.objects.counted().filter(portal=portal).order_by()
    return {
        "year": today.year,
        **found.aggregate(
            received=Count("pk", filter=of_this_year),
            closed=Count("pk", filter=closed),
            open=Count("pk", filter=Q(closed_on=None)),
        ),
    }
