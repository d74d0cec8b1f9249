"""What tells one answer about the directory from another."""

import datetime
import hashlib
from dataclasses import dataclass

from django.db.models import Count, Max
from django.utils import timezone

from disclosure.directory.matching import matching
from disclosure.directory.questions import Question
from disclosure.exports.columns import COLUMNS, Words
from disclosure.models import DirectoryDeparture, DirectoryEntry

# Another when the same rows are written otherwise.
EDITION = "1"
# Of two changes in one second Last-Modified would tell only the first.
YOUNG = datetime.timedelta(seconds=2)


@dataclass(frozen=True)
class Stamp:
    """`rows`: how many are found; `newest`: when one of them last changed."""

    rows: int
    newest: datetime.datetime | None
    modified: datetime.datetime | None

    def etag(self, question: Question, form: str, words: Words) -> str:
        told = [EDITION, form, question.url(""), question.scope.portal.pk, self.rows, self.newest]
        told += [sorted(words.bodies.items()), sorted(words.roots.items()), [column.label for column in COLUMNS]]
        return f'"{hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()}"'


def stamp_of(question: Question, now: datetime.datetime | None = None) -> Stamp:
    """A row that comes, changes or comes back has a new moment; one that goes makes them fewer. Three queries."""
    found = matching(question).aggregate(rows=Count("pk"), newest=Max("changed_at"))
    moment = last_change(question)
    now = now or timezone.now()
    told = moment if moment and now - moment > YOUNG else None
    return Stamp(found["rows"], found["newest"], told)


def last_change(question: Question) -> datetime.datetime | None:
    """Of the whole scope, with what has left it: a date that would not move when an entry goes were a leak."""
    rows, left = DirectoryEntry.objects.all(), DirectoryDeparture.objects.all()
    if question.scope.sites is not None:
        rows, left = (those.filter(site_number__in=question.scope.sites) for those in (rows, left))
    moments = rows.aggregate(at=Max("changed_at"))["at"], left.aggregate(at=Max("left_at"))["at"]
    return max((moment for moment in moments if moment), default=None)
