"""Duties by applications: open ones by their reminders, closed ones by the day; the number alone, nothing personal."""

from collections.abc import Iterator

from disclosure.applications.reminders import reminders
from disclosure.applications.states import CLOSED, OPEN, Due
from disclosure.models import Application
from disclosure.terms.duty import DutyKind, DutyState, Status
from disclosure.terms.ground import Ground
from disclosure.terms.written import standing


def of_applications(ground: Ground) -> Iterator[DutyState]:
    """Three queries. What waits for the applicant is not the body's duty until that term has run out."""
    own = Application.objects.filter(portal__in=ground.by_pk)
    told = set()
    for one in reminders(ground.on, own):
        if one.application_id in told or (one.who == "applicant" and one.left >= 0):
            continue
        told.add(one.application_id)
        late = one.left < 0
        status = Status.LATE if late else Status.SOON
        yield made(one.application_id, one.portal_id, one.number, status, one.what, one.due, over=max(0, -one.left))
    waiting = own.filter(state__in=OPEN, due_on__isnull=False).exclude(due_kind__in=(Due.CORRECTION, Due.FEE))
    for pk, portal, number, due, kind in waiting.values_list("pk", "portal", "number", "due_on", "due_kind"):
        if pk not in told:
            yield made(pk, portal, number, Status.IN_TIME, Due(kind).label, due)
    closed = own.filter(state__in=CLOSED, closed_on__gte=ground.since, due_kind=Due.REPLY, due_on__isnull=False)
    for pk, portal, number, due, done in closed.values_list("pk", "portal", "number", "due_on", "closed_on"):
        status, over = standing(due, done, ground.on)
        yield made(pk, portal, number, status, Due.REPLY.label, due, over=over, last=done)


def made(pk, portal, number, status, what, due, *, over=0, last=None) -> DutyState:
    return DutyState(
        portal,
        DutyKind.APPLICATION,
        status,
        number or "未登记的申请",
        term=what,
        due=due,
        last=last,
        over=over,
        name="applications_admin_one",
        args=(pk,),
        public=False,
    )
