"""What tells one answer about a day from another: the last record that the day rests on, of each list.

Records are only added, and a revocation is one too: so the answer for a day is another exactly when another record is
the last of those up to that day. What is approved for a later day changes nothing today.
"""

import datetime
import hashlib
from dataclasses import dataclass

from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from cms_core.models import Organisation
from listings.data.asked import Asked
from listings.data.columns import columns_of
from listings.models import Adjustment, Cell, Listing, Record
from listings.states import AdjustmentState

DECIDED = (AdjustmentState.APPROVED, AdjustmentState.REVOKED)
# Another when the same rows are written otherwise.
EDITION = "1"
BY_BODY = 1  # `counts`: told apart by body only


@dataclass(frozen=True)
class Stamp:
    """`records`: by list, the number and digest of the last record up to the day. `bodies`: (key, name) by id."""

    records: dict[int, tuple[int, str]]
    bodies: dict[int, tuple[str, str]]
    since: datetime.date | None
    approved: datetime.datetime | None
    modified: datetime.datetime | None

    @property
    def digest(self) -> str:
        """Of one list the chain's own; of several, of theirs."""
        found = [digest for _, digest in self.records.values()]
        return found[0] if len(found) == 1 else hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()

    def etag(self, *of: str) -> str:
        told = [EDITION, *of, sorted(self.records.items()), sorted(self.bodies.items())]
        return f'"{hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()}"'


def stamp_of(asked: Asked, now: datetime.datetime | None = None) -> Stamp:
    """Three queries."""
    records = records_of(asked)
    days = Adjustment.objects.filter(listing__in=asked.listings, state__in=DECIDED, effective_day__lte=asked.day)
    found = days.aggregate(approved=Max("approved_at"))
    found |= days.filter(state=AdjustmentState.APPROVED).aggregate(day=Max("effective_day"))
    now = now or timezone.now()
    # What is to come may be revoked, of which no moment is kept: a day to come is told apart by its ETag only.
    moment = modified(found, now) if asked.day <= timezone.localdate(now) else None
    return Stamp(records, bodies_of(asked), found["day"], found["approved"], moment)


def modified(found: dict, now: datetime.datetime) -> datetime.datetime | None:
    """The midnight at which the last adjustment took effect, or its approval if that came later."""
    if found["day"] is None:
        return found["approved"]
    begun = datetime.datetime.combine(found["day"], datetime.time.min, timezone.get_current_timezone())
    return max(found["approved"], begun) if begun <= now else found["approved"]


def records_of(asked: Asked) -> dict[int, tuple[int, str]]:
    last = Record.objects.filter(listing=OuterRef("pk"), effective_day__lte=asked.day).order_by("-number")
    lists = Listing.objects.filter(pk__in=asked.listings).order_by("pk")
    rows = lists.annotate(last=Subquery(last.values("number")[:1]), sign=Subquery(last.values("digest")[:1]))
    return {pk: (number, sign) for pk, number, sign in rows.values_list("pk", "last", "sign") if number}


def bodies_of(asked: Asked) -> dict[int, tuple[str, str]]:
    """Of all that the lists ever named: the words that stand for them are part of the answer."""
    named = Cell.objects.filter(kind=asked.kind, mask=BY_BODY, listing_number__in=asked.listings, day__lte=asked.day)
    bodies = Organisation.objects.filter(pk__in=named.order_by().values("organisation_number")).order_by("path")
    return {pk: (key, name) for pk, key, name in bodies.values_list("pk", "key", "name")}


def told(asked: Asked) -> str:
    """What of the question is part of the answer, beside the list itself."""
    labels = [(column.name, column.label) for column in columns_of(asked.kind)]
    narrowed = sorted((name, str(value)) for name, value in asked.parameters(on="").items())
    return repr((asked.kind, asked.scope.heading, narrowed, labels))
