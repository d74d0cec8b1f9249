"""What each event does to an application; `folding` says which belongs to which."""

import datetime
from decimal import Decimal

from disclosure.applications.case import Filed, Rest
from disclosure.applications.outcomes import all_replies
from disclosure.applications.states import State
from disclosure.applications.terms import rule


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


def receipt_corrected(case, event):
    """The days are counted from the other day, unless a later step has begun them anew; or nothing was registered."""
    if not event.data.get("received_on"):
        case.state, case.received_on, case.clock_from = State.SUBMITTED, None, None
        return
    case.received_on, case.arrived_on = day(event, "received_on"), day(event, "arrived_on")
    case.clock_from = case.restarted_on or case.received_on


def waits(case, event, state):
    case.state = state
    case.waiting_since, case.waiting_until, case.waiting_days = event.on, day(event, "until"), event.data["days"]


def correction_asked(case, event):
    waits(case, event, State.CORRECTION)
    case.correction_used = True


def restarts(case, event):
    """条例第三十条: 答复期限自收到补正的申请之日起计算; what had run or rested before counts no more."""
    case.state = State.PROCESSING
    case.clock_from = case.restarted_on = event.on
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
