"""One step of an application: lock, fold, ask the machine, write the event, write the columns; or nothing at all."""

from django.db import transaction
from django.utils import timezone

from disclosure.applications import machine
from disclosure.applications.case import COLUMNS, Case
from disclosure.applications.errors import ChangedMeanwhile, NotAllowed
from disclosure.applications.events import EventKind
from disclosure.applications.folding import fold, take
from disclosure.applications.permissions import Power, may
from disclosure.applications.signals import stepped
from disclosure.applications.states import Actor
from disclosure.models import Application, ApplicationEvent, ApplicationReview


class Step:
    """`by` is the handler; None is the applicant or the platform (`actor`), who are never asked for permissions.

    `on` is the day from which it counts (today by default; paper is entered later than it came). `revision` is the one
    that this person has seen. `words` is what was said, sealed. A second click changes nothing and raises nothing.
    """

    kind: EventKind
    power = Power.HANDLE

    def __init__(self, application, *, by=None, actor=None, on=None, revision=None, words="", now=None):
        self.application = application
        self.by = by
        self.actor = Actor(actor) if actor else (Actor.HANDLER if by else Actor.PLATFORM)
        self.now = now or timezone.now()
        self.today = timezone.localtime(self.now).date()
        self.on = on or self.today
        self.revision = revision
        self.words = words.strip()

    @transaction.atomic
    def execute(self) -> Application:
        """The application as it is now. Raises NotAllowed, ChangedMeanwhile or Faulty; then nothing has changed."""
        application = self.lock()
        events = list(application.events.order_by("number"))
        case = fold(events)
        self.may(application)
        if self.already(events):
            return application
        if self.revision is not None and self.revision != case.revision:
            raise ChangedMeanwhile(EventKind(events[-1].kind).label)
        machine.check(self.kind, case.state)
        self.check_day(case)
        self.check(case)
        data, sealed = self.data(case), self.sealed(application)
        self.prepare(application, case)
        return append(application, case, self, data, sealed)

    def lock(self) -> Application:
        return locked(self.application.pk)

    def may(self, application: Application) -> None:
        if self.by is not None and not may(self.by, self.power, application.portal):
            what = "批准" if self.power == Power.APPROVE else "办理"
            raise NotAllowed(f"您没有{what}这件申请的权限，请联系受理机关的政府信息公开工作机构。")

    def already(self, events: list[ApplicationEvent]) -> bool:
        """The very step has been taken by this person on what they saw: a second click, or a request sent again."""
        before = len(events) - 1 if self.revision is None else self.revision
        if not 0 <= before < len(events):
            return False
        taken, by = events[before], self.by.pk if self.by else None
        return (
            (taken.kind, taken.actor, taken.by_id, taken.on) == (self.kind, self.actor, by, self.on)
            and taken.data == self.data(fold(events[:before]))
            and taken.words.open().get("text", "") == self.words
        )

    def check_day(self, case: Case) -> None:
        if self.on > self.today:
            raise NotAllowed(f"日期 {self.on:%Y-%m-%d} 还没有到，请填写今天或者以前的日期。")
        if case.last_on and self.on < case.last_on:
            raise NotAllowed(f"日期不能早于上一步的日期 {case.last_on:%Y-%m-%d}，请核对后重填。")

    def check(self, case: Case) -> None:
        """What this step asks beyond the machine's table; raises NotAllowed."""

    def data(self, case: Case) -> dict:
        """What the event says, nothing personal; of `case` as it was before."""
        return {}

    def sealed(self, application: Application) -> dict:
        """What is sealed with the event; `application` as it was before."""
        return {"text": self.words} if self.words else {}

    def prepare(self, application: Application, case: Case) -> None:
        """Columns that no event decides: what the applicant said, files."""


def locked(pk: int) -> Application:
    """In the caller's transaction; on SQLite the whole database waits already. The portal is not locked with it."""
    found = Application.objects.select_for_update(of=("self",)).select_related("portal__home", "organisation")
    return found.get(pk=pk)


def append(application: Application, case: Case, step, data: dict, sealed: dict) -> Application:
    """The one place that writes an event, and the one that writes the columns that events decide."""
    event = ApplicationEvent(
        application=application,
        number=case.revision + 1,
        kind=step.kind,
        on=step.on,
        at=step.now,
        actor=step.actor,
        by=step.by,
        data=data,
        words=sealed,
    )
    event.save(force_insert=True)
    take(case, event)
    write(application, case)
    stepped.send(Application, application=application, event=event)
    return application


def write(application: Application, case: Case) -> None:
    for column in COLUMNS:
        setattr(application, column, getattr(case, column))
    application.save()
    kept = {review.number: review for review in application.reviews.all()} if case.reviews else {}
    for number, filed in enumerate(case.reviews, start=1):
        review = kept.get(number) or ApplicationReview(application=application, number=number)
        values = vars(filed)
        if review.pk is None or any(getattr(review, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(review, name, value)
            review.save()
