"""Has the same person asked for this before? Found by keyed digests, told, never refused (第三十五条).

Told only to who knows name, number and one way of contact of that person, and asks for the very same: else this page
would say of anybody what they have asked for.
"""

import datetime
from dataclasses import dataclass

from django.conf import settings

from cms_core.text.folding import fold
from disclosure.applications.particulars import Applicant, digests_of
from disclosure.applications.repeats import GONE, with_content
from disclosure.applications.states import OPEN
from disclosure.models import Application

LOOKED_AT = 30
DAYS = 365


@dataclass(frozen=True)
class Before:
    """`same` is the newest with the same content, `many` how many there were, 0 where not many."""

    same: Application | None = None
    many: int = 0

    def __bool__(self):
        return bool(self.same or self.many)

    @property
    def is_open(self) -> bool:
        return bool(self.same) and self.same.state in OPEN


def before(entered, organisation, today: datetime.date) -> Before:
    """Two queries; opens thirty rows at most."""
    digests = digests_of(entered.applicant)
    phone = digests.pop("phone_digest")
    if not all(digests.values()):
        return Before()
    found = Application.objects.filter(**digests, submitted_at__date__gte=today - datetime.timedelta(days=DAYS))
    found = found.exclude(state__in=GONE).order_by("-pk")
    rows = found.filter(organisation=organisation)[:LOOKED_AT]
    known = (one for one in with_content(entered.request, rows) if is_reached_alike(entered.applicant, one))
    many = found.filter(phone_digest=phone).count() if phone else 0
    return Before(next(known, None), many if many >= settings.PORTAL_APPLICATIONS_MANY else 0)


def is_reached_alike(applicant: Applicant, earlier: Application) -> bool:
    """The same telephone, mailbox or address: numbers of identity cards alone are known to too many."""
    other = Applicant.of(earlier.applicant.open())
    pairs = ((reach(applicant, name), reach(other, name)) for name in ("phone", "email", "address"))
    return any(mine and mine == theirs for mine, theirs in pairs)


def reach(applicant: Applicant, name: str) -> str:
    said = getattr(applicant, name)
    if name == "phone":
        said = "".join(char for char in said if char.isdigit())
    return fold(said)
