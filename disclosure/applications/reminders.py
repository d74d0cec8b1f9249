"""催办: what comes due, or is late, as data for desks, to-do lists and supervision; nothing personal in it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, Count, Q, When

from cms_core.calendar import after_working_days, is_working_day, working_days_between
from disclosure.applications.states import OPEN, Due, State
from disclosure.applications.terms import rule
from disclosure.models import Application

WITHIN = 5  # working days ahead
LATE_AT_MOST = 400  # who is later than a year and a half is told so
A_DAY = datetime.timedelta(days=1)
COLUMNS = (
    "number",
    "portal_id",
    "organisation_id",
    "handler_id",
    "state",
    "due_on",
    "due_kind",
    "extension_asked",
    "correction_used",
    "received_on",
)


@dataclass(frozen=True)
class Reminder:
    """`left` is in working days: 0 today, negative when late. `who` has to act: the body or the applicant."""

    application_id: int
    number: str
    portal_id: int
    organisation_id: int
    handler_id: int | None
    state: str
    what: str
    due: datetime.date
    left: int
    who: str

    @property
    def text(self) -> str:
        when = f"还有 {self.left} 个工作日" if self.left > 0 else "今天到期"
        return f"{self.number} {self.what}：{f'已逾期 {-self.left} 个工作日' if self.left < 0 else when}"


def reminders(
    on: datetime.date, applications=None, within: int = WITHIN, *, first: int | None = None, handler=None
) -> list[Reminder]:
    """Of `applications` (a queryset, as `permissions.applications_for` gives it), the latest first; one query.

    A term of the applicant that has run out is the body's to act on: 不再处理 does not happen by itself.
    With `first` only so many, which cost the same however many are late, of one day those of `handler` before others;
    then two queries.
    """
    horizon = after_working_days(on, within)
    found = Application.objects.all() if applications is None else applications
    found = found.filter(state__in=OPEN).only(*COLUMNS)
    if first is None:
        rows = list(found.filter(is_due(horizon) | is_to_be_noticed(on, horizon)))
    else:
        own = Case(When(handler=handler, then=0), default=1)
        due = found.filter(is_due(horizon)).order_by("due_on", own, "pk")[:first]
        noticed = found.filter(is_to_be_noticed(on, horizon)).order_by("received_on", own, "pk")[:first]
        rows = {one.pk: one for one in (*due, *noticed)}.values()
    left = days_left_from(on)
    made = [one for application in rows for one in of(application, on, left) if one.due <= horizon]
    mine = handler.pk if handler else None
    return sorted(made, key=lambda one: (one.due, bool(mine) and one.handler_id != mine, one.application_id))[:first]


def tally(on: datetime.date, applications, within: int = WITHIN) -> dict[str, int]:
    """How many applications are `late`, come due `soon`, are `waiting` to be registered; one query."""
    horizon = after_working_days(on, within)
    soon = Q(due_on__gte=on, due_on__lte=horizon) | (is_to_be_noticed(on, horizon) & ~Q(due_on__lt=on))
    return (
        applications.filter(state__in=OPEN)
        .order_by()
        .aggregate(
            late=Count("pk", filter=Q(due_on__lt=on)),
            soon=Count("pk", filter=soon),
            waiting=Count("pk", filter=Q(state=State.SUBMITTED)),
        )
    )


def is_due(horizon: datetime.date) -> Q:
    return Q(due_on__lte=horizon)


def is_to_be_noticed(on: datetime.date, horizon: datetime.date) -> Q:
    """条例第三十条: what was received on these days may still be asked to be corrected, by `horizon` at the latest."""
    first = last = on
    while notice_of(first - A_DAY) >= on:
        first -= A_DAY
    while notice_of(last) > horizon:
        last -= A_DAY
    received = Q(received_on__gte=first, received_on__lte=last)
    return received & Q(state=State.PROCESSING, correction_used=False, due_on__isnull=False)


def notice_of(received_on: datetime.date) -> datetime.date:
    return after_working_days(received_on, rule("correction_notice").days)


def days_left_from(on: datetime.date) -> Callable[[datetime.date], int]:
    """Working days from `on` to a day, negative when that is over. The past is walked through once."""
    late, walked = {on: 0}, on

    def left(day: datetime.date) -> int:
        nonlocal walked
        if day >= on:
            return working_days_between(on, day)
        while day < walked and late[walked] < LATE_AT_MOST:
            late[walked - A_DAY] = late[walked] + is_working_day(walked)
            walked -= A_DAY
        return -late.get(day, LATE_AT_MOST)

    return left


def of(application: Application, on: datetime.date, left):
    kind, due = application.due_kind, application.due_on
    if kind == Due.CORRECTION:
        yield made(application, "等待补正" if on <= due else "补正期满，可终止办理", due, left, "applicant")
    elif kind == Due.FEE:
        yield made(application, "等待缴费" if on <= due else "缴费期满，可终止办理", due, left, "applicant")
    else:
        yield made(application, Due(kind).label, due, left, "body")
    if application.extension_asked:
        yield made(application, "延期待负责人批准", due, left, "body")
    if application.state == State.PROCESSING and not application.correction_used and application.received_on:
        notice = notice_of(application.received_on)
        if on <= notice:
            yield made(application, "需补正的，告知期限", notice, left, "body")


def made(application, what, due, left, who) -> Reminder:
    return Reminder(
        application.pk,
        application.number,
        application.portal_id,
        application.organisation_id,
        application.handler_id,
        application.state,
        what,
        due,
        left(due),
        who,
    )
