"""个人信息到期清除 (《个人信息保护法》第十九、四十七条): who it was goes, what the report counts stays."""

import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from disclosure.applications import terms
from disclosure.applications.actions.base import Step, append, locked
from disclosure.applications.actions.drafts import DiscardDraft, remove
from disclosure.applications.events import EventKind
from disclosure.applications.folding import fold
from disclosure.applications.states import CLOSED, ReviewResult, State
from disclosure.models import Application, ApplicationEvent, ApplicationFile, ApplicationReview, Letter
from disclosure.sealing import sealed_storage

BATCH = 200
# A file is written before its row: younger ones may be somebody's at this moment.
ORPHANED_AFTER = datetime.timedelta(days=1)


def due_to_erase(on: datetime.date) -> QuerySet[Application]:
    """Closed long enough, and nothing about it before a court or a body of review."""
    closed = years_before(on, terms.erase_years())
    uncounted = on - datetime.timedelta(days=terms.erase_days_uncounted())
    pending = ApplicationReview.objects.filter(application=OuterRef("pk"), result=ReviewResult.PENDING)
    old = Q(closed_on__lt=closed) | Q(counted=False, closed_on__lt=uncounted)
    return Application.objects.filter(old, ~Exists(pending), erased_on=None, state__in=CLOSED).order_by("pk")


def years_before(day: datetime.date, years: int) -> datetime.date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


class EraseApplication(Step):
    """The row with its dates, kind and outcome stays, and the events without their words; files go from the disk."""

    kind = EventKind.ERASED

    @transaction.atomic
    def execute(self) -> Application:
        application = locked(self.application.pk)
        if application.erased_on or not due_to_erase(self.on).filter(pk=application.pk).exists():
            return application
        case = fold(application.events.order_by("number"))
        application.applicant, application.request = {}, {}
        application.name_digest = application.identity_digest = application.phone_digest = application.code_digest = ""
        application.submission = None
        # The one exception to append-only, and the event that follows says that it was made.
        QuerySet(ApplicationEvent).filter(application=application).update(words="")
        names = list(application.files.exclude(file="").values_list("file", flat=True))
        application.files.update(file="", name="")
        names += erase_letters(application)
        transaction.on_commit(lambda: remove(names))
        return append(application, case, self, {}, {})


def erase_letters(application: Application) -> list[str]:
    """Numbers and days stay, what they said goes; the files to remove."""
    letters = QuerySet(Letter).filter(application=application)
    names = [name for pair in letters.values_list("pdf", "docx") for name in pair if name]
    letters.update(content="", arguments="", digest="", pdf="", docx="")
    return names


def erase_due(now: datetime.datetime) -> int:
    """The regular job: how many were erased, each in a transaction of its own."""
    on = timezone.localtime(now).date()
    found = list(due_to_erase(on)[:BATCH])
    for application in found:
        EraseApplication(application, now=now).execute()
    drafts = list(old_drafts(now)[:BATCH])
    for draft in drafts:
        DiscardDraft(draft).execute()
    sweep(now)
    return len(found) + len(drafts)


def old_drafts(now: datetime.datetime) -> QuerySet[Application]:
    """Begun long ago and never submitted: there is no reason to keep who it was."""
    begun = now - datetime.timedelta(days=terms.erase_days_drafts())
    old = ApplicationEvent.objects.filter(application=OuterRef("pk"), number=1, at__lt=begun)
    return Application.objects.filter(Exists(old), state=State.DRAFT).order_by("pk")


def sweep(now: datetime.datetime) -> int:
    """Sealed files that no row knows: of a submission that was rolled back, of an erasure that was killed."""
    root, removed = Path(sealed_storage().location), 0
    before = (now - ORPHANED_AFTER).timestamp()
    old = [path for path in root.glob("??/*.sealed") if last_written(path) < before]
    # Read after the disk was: what is known then was known, or written, before.
    known = known_files() if old else set()
    for path in old:
        if path.relative_to(root).as_posix() not in known:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def last_written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # erased at this moment
        return float("inf")


def known_files() -> set[str]:
    """Three queries, however many files there are."""
    found = set(ApplicationFile.objects.exclude(file="").values_list("file", flat=True).iterator())
    for form in ("pdf", "docx"):
        found |= set(Letter.objects.exclude(**{form: ""}).values_list(form, flat=True).iterator())
    return found
