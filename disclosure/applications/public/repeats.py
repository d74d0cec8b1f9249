"""Has the same person asked for this before? Found by keyed digests, told, never refused (第三十五条).

Told only to who knows name, number and telephone of that person, and asks for the very same: else this page would say
of anybody what they have asked for.
"""

import datetime
from dataclasses import dataclass

from django.conf import settings

from cms_core.text.folding import fold
from disclosure.applications.particulars import Request, digests_of
from disclosure.applications.states import State
from disclosure.models import Application
from disclosure.sealing import SealsError

LOOKED_AT = 30
DAYS = 365
SAME = ("title", "document_number", "index_number", "description")


@dataclass(frozen=True)
class Before:
    """`same` is the day of the newest with the same content, `many` how many there were, 0 where not many."""

    same: datetime.date | None = None
    many: int = 0

    def __bool__(self):
        return bool(self.same or self.many)


def before(entered, organisation, today: datetime.date) -> Before:
    """Two queries; opens thirty rows at most."""
    digests = digests_of(entered.applicant)
    if not all(digests.values()):
        return Before()
    found = Application.objects.filter(**digests, submitted_at__date__gte=today - datetime.timedelta(days=DAYS))
    found = found.exclude(state__in=(State.DRAFT, State.RETURNED)).order_by("-pk")
    wanted, same = key_of(entered.request), None
    for one in found.filter(organisation=organisation)[:LOOKED_AT]:
        try:
            if key_of(Request.of(one.request.open())) == wanted:
                same = one.arrived_on
                break
        except SealsError:
            break
    many = found.count()
    return Before(same, many if many >= settings.PORTAL_APPLICATIONS_MANY else 0)


def key_of(request: Request) -> tuple:
    return tuple(fold(getattr(request, name)) for name in SAME)
