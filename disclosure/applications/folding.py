"""What an application is = what its events say, one after another; nothing else writes these columns."""

import datetime
from dataclasses import dataclass, field, fields
from decimal import Decimal

from disclosure.applications.events import EventKind as E
from disclosure.applications.outcomes import all_replies
from disclosure.applications.states import OPEN, Due, ReviewResult, State
from disclosure.applications.terms import rule


@dataclass
class Rest:
    """Time that is not the body's: from the day after `begin`, at the latest up to `until` (条例第三十三条)."""

    begin: datetime.date
    until: datetime.date
    end: datetime.date | None = None

    @property
    def last(self) -> datetime.date:
        """An answer ends it; who says nothing ends it by the term: third parties, other bodies (视为同意)."""
        return min(self.end or self.until, self.until)


@dataclass
class Filed:
    kind: str
    filed_on: datetime.date
    result: str = ReviewResult.PENDING
    decided_on: datetime.date | None = None


@dataclass
class Case:
    """The columns of `Application` that events decide (`COLUMNS`), and what the clocks and checks need besides."""

    portal_id: int | None = None
    organisation_id: int | None = None
    number: str | None = None
    channel: str = ""
    arrived_on: datetime.date | None = None
    state: str | None = None
    revision: int = 0
    handler_id: int | None = None
    received_on: datetime.date | None = None
    clock_from: datetime.date | None = None
    correction_used: bool = False
    extension_asked: int = 0
    extended_by: int = 0
    extension_used: bool = False
    due_on: datetime.date | None = None
    due_kind: str = ""
    fee: Decimal = Decimal("0.00")
    fee_paid_on: datetime.date | None = None
    closed_on: datetime.date | None = None
    outcome: str = ""
    reply: str = ""
    counted: bool = True
    merged_into_id: int | None = None
    made_public_on: datetime.date | None = None
    made_public_page_id: int | None = None
    erased_on: datetime.date | None = None
    # From here on: no columns.
    rests: list[Rest] = field(default_factory=list)
    waiting_until: datetime.date | None = None
    waiting_since: datetime.date | None = None
    waiting_days: int = 0
    extension_by_id: int | None = None
    reviews: list[Filed] = field(default_factory=list)
    last_on: datetime.date | None = None

    def take(self, event) -> "Case":
        """One event more; the machine has been asked before."""
        TAKES[event.kind](self, event)
        self.revision = event.number
        self.last_on = event.on
        if self.state in OPEN:
            from disclosure.applications.clocks import due_of

            self.due_on, self.due_kind = due_of(self)
        return self

    @property
    def in_time(self) -> bool | None:
        """Whether it was closed within its term; None while open, or closed by the applicant's own doing."""
        if self.closed_on is None or self.due_kind != Due.REPLY:
            return None
        return self.closed_on <= self.due_on


NO_COLUMNS = ("rests", "waiting_until", "waiting_since", "waiting_days", "extension_by_id", "reviews", "last_on")
COLUMNS = tuple(one.name for one in fields(Case) if one.name not in NO_COLUMNS)


def fold(events) -> Case:
    case = Case()
    for event in events:
        case.take(event)
    return case


def day(event, name: str) -> datetime.date:
    return datetime.date.fromisoformat(event.data[name])


def drafted(case, event):
    case.state = State.DRAFT
    case.portal_id, case.organisation_id = event.data["portal"], event.data["organisation"]
    case.channel = event.data["channel"]


def submitted(case, event):
    drafted(case, event)
    case.state = State.SUBMITTED
    case.number = event.data["number"]
    case.arrived_on = day(event, "arrived_on")


def assigned(case, event):
    case.handler_id = event.data["handler"]


def registered(case, event):
    case.state = State.PROCESSING
    case.received_on = case.clock_from = day(event, "received_on")


def waits(case, event, state):
    case.state = state
    case.waiting_since, case.waiting_until, case.waiting_days = event.on, day(event, "until"), event.data["days"]


def correction_asked(case, event):
    waits(case, event, State.CORRECTION)
    case.correction_used = True


def restarts(case, event):
    """条例第三十条: 答复期限自收到补正的申请之日起计算; what had run or rested before counts no more."""
    case.state = State.PROCESSING
    case.clock_from = event.on
    case.extended_by = 0
    case.rests = []


def rests(state):
    def take(case, event):
        waits(case, event, state)
        case.rests = [*case.rests, Rest(event.on, case.waiting_until)]

    return take


def rest_ends(case, event):
    case.state = State.PROCESSING
    case.rests[-1].end = event.on


def extension_asked(case, event):
    case.extension_asked, case.extension_by_id = event.data["days"], event.by_id


def extension_approved(case, event):
    case.extended_by += event.data["days"]
    case.extension_asked, case.extension_used = 0, True


def extension_refused(case, event):
    case.extension_asked = 0


def fee_asked(case, event):
    waits(case, event, State.FEE)
    case.fee = Decimal(event.data["amount"])


def fee_paid(case, event):
    case.fee_paid_on = event.on
    if rule("fee_payment").after == "restart":
        restarts(case, event)
    else:
        case.state = State.PROCESSING
        case.rests = [*case.rests, Rest(case.waiting_since, event.on, event.on)]


def notice_received(case, event):
    case.waiting_until = day(event, "until")
    if case.state in (State.THIRD_PARTY, State.OTHER_BODIES):
        case.rests[-1].until = case.waiting_until


def retracted(case, event):
    """As if it had never been asked: the time went on being the body's."""
    if case.state == State.CORRECTION:
        case.correction_used = False
    elif case.state == State.FEE:
        case.fee = Decimal("0.00")
    else:
        case.rests = case.rests[:-1]
    case.state = State.PROCESSING


def closes(state, reply=""):
    """Into a row of the report: `reply`, or what the event says."""

    def take(case, event):
        case.state, case.closed_on, case.extension_asked = state, event.on, 0
        case.reply = reply or event.data["reply"]
        case.outcome = all_replies()[case.reply].outcome

    return take


def leaves(state):
    """Into no row: it never was an application to this body."""

    def take(case, event):
        case.state, case.closed_on, case.counted, case.extension_asked = state, event.on, False, 0

    return take


def revised(case, event):
    case.reply = event.data["reply"]
    case.outcome = all_replies()[case.reply].outcome


def becomes(state):
    def take(case, event):
        case.state = state

    return take


def handed_over(case, event):
    if not event.data.get("portal"):
        leaves(State.HANDED_OVER)(case, event)
        return
    case.portal_id, case.organisation_id = event.data["portal"], event.data["organisation"]
    case.arrived_on, case.handler_id = event.on, None


def merged(case, event):
    leaves(State.MERGED)(case, event)
    case.merged_into_id = event.data["into"]


def withdrawn(case, event):
    (closes(State.WITHDRAWN, "withdrawn") if case.received_on else leaves(State.WITHDRAWN))(case, event)


def made_public(case, event):
    case.made_public_on, case.made_public_page_id = event.on, event.data.get("page")


def review_filed(case, event):
    case.reviews = [*case.reviews, Filed(event.data["kind"], event.on)]


def review_decided(case, event):
    filed = case.reviews[event.data["review"] - 1]
    filed.result, filed.decided_on = event.data["result"], event.on


def erased(case, event):
    case.erased_on = event.on


def file_added(case, event):
    """What came with it says nothing about where it stands."""


TAKES = {
    E.DRAFTED: drafted,
    E.SUBMITTED: submitted,
    E.ASSIGNED: assigned,
    E.REGISTERED: registered,
    E.CORRECTION_ASKED: correction_asked,
    E.CORRECTED: restarts,
    E.CORRECTION_LAPSED: closes(State.LAPSED, "correction_lapsed"),
    E.THIRD_PARTY_ASKED: rests(State.THIRD_PARTY),
    E.THIRD_PARTY_ANSWERED: rest_ends,
    E.BODIES_ASKED: rests(State.OTHER_BODIES),
    E.BODIES_ANSWERED: rest_ends,
    E.EXTENSION_ASKED: extension_asked,
    E.EXTENSION_APPROVED: extension_approved,
    E.EXTENSION_REFUSED: extension_refused,
    E.FEE_ASKED: fee_asked,
    E.FEE_PAID: fee_paid,
    E.FEE_LAPSED: closes(State.LAPSED, "fee_lapsed"),
    E.NOTICE_RECEIVED: notice_received,
    E.RETRACTED: retracted,
    E.REPLIED: closes(State.REPLIED),
    E.REVISED: revised,
    E.DELIVERED: becomes(State.DELIVERED),
    E.ARCHIVED: becomes(State.ARCHIVED),
    E.HANDED_OVER: handed_over,
    E.RETURNED: leaves(State.RETURNED),
    E.MERGED: merged,
    E.WITHDRAWN: withdrawn,
    E.MADE_PUBLIC: made_public,
    E.REVIEW_FILED: review_filed,
    E.REVIEW_DECIDED: review_decided,
    E.FILE_ADDED: file_added,
    E.ERASED: erased,
}
