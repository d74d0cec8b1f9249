"""Which step may follow in which state, in one table; each action adds what else it asks."""

from disclosure.applications.errors import NotAllowed
from disclosure.applications.events import EventKind as E
from disclosure.applications.states import AT_REST, CLOSED, OPEN, State

NOBODY_YET = None
AT_WORK = (State.PROCESSING, State.THIRD_PARTY, State.OTHER_BODIES)
REGISTERED_STATES = (
    *AT_WORK,
    State.CORRECTION,
    State.FEE,
    State.REPLIED,
    State.DELIVERED,
    State.LAPSED,
    State.WITHDRAWN,
    State.ARCHIVED,
)
COMES_FROM: dict[str, tuple] = {
    E.DRAFTED: (NOBODY_YET,),
    E.SUBMITTED: (NOBODY_YET, State.DRAFT),
    E.ASSIGNED: OPEN,
    E.REGISTERED: (State.SUBMITTED,),
    E.RECEIPT_CORRECTED: (*AT_WORK, State.CORRECTION, State.FEE),
    E.CORRECTION_ASKED: (State.PROCESSING,),
    E.CORRECTED: (State.CORRECTION,),
    E.CORRECTION_LAPSED: (State.CORRECTION,),
    E.THIRD_PARTY_ASKED: (State.PROCESSING,),
    E.THIRD_PARTY_ANSWERED: (State.THIRD_PARTY,),
    E.BODIES_ASKED: (State.PROCESSING,),
    E.BODIES_ANSWERED: (State.OTHER_BODIES,),
    E.EXTENSION_ASKED: AT_WORK,
    E.EXTENSION_APPROVED: AT_WORK,
    E.EXTENSION_REFUSED: AT_WORK,
    E.FEE_ASKED: (State.PROCESSING,),
    E.FEE_PAID: (State.FEE,),
    E.FEE_LAPSED: (State.FEE,),
    E.NOTICE_RECEIVED: AT_REST,
    E.RETRACTED: AT_REST,
    E.REPLIED: (State.PROCESSING,),
    E.REVISED: (State.REPLIED, State.DELIVERED, State.LAPSED),
    E.DELIVERED: (State.REPLIED, State.LAPSED),
    E.ARCHIVED: (
        State.DELIVERED,
        State.LAPSED,
        State.WITHDRAWN,
        State.MERGED,
        State.HANDED_OVER,
        State.RETURNED,
    ),
    E.HANDED_OVER: (State.SUBMITTED,),
    E.RETURNED: (State.SUBMITTED,),
    E.MERGED: (State.SUBMITTED, *AT_WORK, State.CORRECTION),
    E.WITHDRAWN: OPEN,
    E.MADE_PUBLIC: (*AT_WORK, State.REPLIED, State.DELIVERED, State.ARCHIVED),
    E.REVIEW_FILED: REGISTERED_STATES,
    E.REVIEW_DECIDED: REGISTERED_STATES,
    E.FILE_ADDED: (State.DRAFT, *OPEN, State.REPLIED, State.DELIVERED, State.LAPSED),
    E.ERASED: CLOSED,
}


def may_follow(kind: str, state: str | None) -> bool:
    """`state` is None for an application that does not exist yet."""
    return state in COMES_FROM[kind]


def possible(state: str) -> list[str]:
    """The kinds of steps that the table allows now, for the desk's buttons."""
    return [kind for kind in E.values if may_follow(kind, state)]


def check(kind: str, state: str | None) -> None:
    """Raises NotAllowed with the states in which it would be possible."""
    if may_follow(kind, state):
        return
    wanted = "、".join(f"“{State(one).label}”" for one in COMES_FROM[kind] if one)
    now = f"现在是“{State(state).label}”" if state else "还没有建立"
    raise NotAllowed(f"这件申请{now}，不能“{E(kind).label}”；只有{wanted}的申请可以。")
