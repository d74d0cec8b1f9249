"""催办: what comes due, or is late, as data for desks, to-do lists and supervision; nothing personal in it."""

import datetime
from dataclasses import dataclass

from cms_core.calendar import after_working_days, working_days_between
from disclosure.applications.states import OPEN, Due, State
from disclosure.applications.terms import rule
from disclosure.models import Application

WITHIN = 5  # working days ahead


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


def reminders(on: datetime.date, applications=None, within: int = WITHIN) -> list[Reminder]:
    """Of `applications` (a queryset, as `permissions.applications_for` gives it), the latest first; one query.

    A term of the applicant that has run out is the body's to act on: 不再处理 does not happen by itself.
    """
    horizon = after_working_days(on, within)
    found = Application.objects.all() if applications is None else applications
    found = found.filter(state__in=OPEN, due_on__isnull=False).order_by("due_on", "pk")
    made = [one for application in found.iterator() for one in of(application, on) if one.due <= horizon]
    return sorted(made, key=lambda one: (one.due, one.application_id))


def of(application: Application, on: datetime.date):
    kind, due = application.due_kind, application.due_on
    if kind == Due.CORRECTION:
        yield made(application, on, "等待补正" if on <= due else "补正期满，可终止办理", due, "applicant")
    elif kind == Due.FEE:
        yield made(application, on, "等待缴费" if on <= due else "缴费期满，可终止办理", due, "applicant")
    else:
        yield made(application, on, Due(kind).label, due, "body")
    if application.extension_asked:
        yield made(application, on, "延期待负责人批准", due, "body")
    if application.state == State.PROCESSING and not application.correction_used and application.received_on:
        notice = after_working_days(application.received_on, rule("correction_notice").days)
        if on <= notice:
            yield made(application, on, "需补正的，告知期限", notice, "body")


def made(application, on, what, due, who) -> Reminder:
    left = working_days_between(on, due) if on <= due else -working_days_between(due, on)
    return Reminder(
        application.pk,
        application.number,
        application.portal_id,
        application.organisation_id,
        application.handler_id,
        application.state,
        what,
        due,
        left,
        who,
    )
