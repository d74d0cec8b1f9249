"""What an application is = what its events say, one after another; nothing else writes these columns."""

from disclosure.applications import effects
from disclosure.applications.case import Case
from disclosure.applications.due_days import due_of
from disclosure.applications.events import EventKind as E
from disclosure.applications.states import OPEN, State

TAKES = {
    E.DRAFTED: effects.drafted,
    E.SUBMITTED: effects.submitted,
    E.ASSIGNED: effects.assigned,
    E.REGISTERED: effects.registered,
    E.RECEIPT_CORRECTED: effects.receipt_corrected,
    E.CORRECTION_ASKED: effects.correction_asked,
    E.CORRECTED: effects.restarts,
    E.CORRECTION_LAPSED: effects.closes(State.LAPSED, "correction_lapsed"),
    E.THIRD_PARTY_ASKED: effects.rests(State.THIRD_PARTY),
    E.THIRD_PARTY_ANSWERED: effects.rest_ends,
    E.BODIES_ASKED: effects.rests(State.OTHER_BODIES),
    E.BODIES_ANSWERED: effects.rest_ends,
    E.EXTENSION_ASKED: effects.extension_asked,
    E.EXTENSION_APPROVED: effects.extension_approved,
    E.EXTENSION_REFUSED: effects.extension_refused,
    E.FEE_ASKED: effects.fee_asked,
    E.FEE_PAID: effects.fee_paid,
    E.FEE_LAPSED: effects.closes(State.LAPSED, "fee_lapsed"),
    E.NOTICE_RECEIVED: effects.notice_received,
    E.RETRACTED: effects.retracted,
    E.REPLIED: effects.closes(State.REPLIED),
    E.REVISED: effects.revised,
    E.DELIVERED: effects.becomes(State.DELIVERED),
    E.ARCHIVED: effects.becomes(State.ARCHIVED),
    E.HANDED_OVER: effects.handed_over,
    E.RETURNED: effects.leaves(State.RETURNED),
    E.MERGED: effects.merged,
    E.WITHDRAWN: effects.withdrawn,
    E.MADE_PUBLIC: effects.made_public,
    E.REVIEW_FILED: effects.review_filed,
    E.REVIEW_DECIDED: effects.review_decided,
    E.FILE_ADDED: effects.file_added,
    E.ERASED: effects.erased,
}


def take(case: Case, event) -> Case:
    """One event more; the machine has been asked before."""
    TAKES[event.kind](case, event)
    case.revision = event.number
    case.last_on = event.on
    if case.state in OPEN:
        case.due_on, case.due_kind = due_of(case)
    return case


def fold(events) -> Case:
    case = Case()
    for event in events:
        take(case, event)
    return case
