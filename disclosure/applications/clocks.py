"""The clocks of an application, computed from its events for any day; only the due day is kept, for lists."""

import datetime
from dataclasses import dataclass

from disclosure.applications.due_days import reply_term
from disclosure.applications.folding import fold
from disclosure.applications.states import AT_REST, State


@dataclass(frozen=True)
class Clock:
    """What the desk shows on `on`: `used` and `left` are working days; `left` negative when overdue."""

    kind: str
    due: datetime.date | None
    used: int
    left: int
    days: int
    resting: bool
    estimated: bool
    waiting_until: datetime.date | None


def clock_of(application, on: datetime.date) -> Clock | None:
    """None before T0. Stopped on the day of closing, and while the applicant is asked for something."""
    case = fold(application.events.order_by("number"))
    term = reply_term(case)
    if term is None:
        return None
    stopped = case.closed_on or (case.waiting_since if case.state in (State.CORRECTION, State.FEE) else None)
    until = min(on, stopped) if stopped else on
    resting = case.state in (State.CORRECTION, State.FEE) or any(rest.begin < on <= rest.last for rest in case.rests)
    return Clock(
        case.due_kind,
        case.due_on,
        term.used(until),
        term.left(until),
        term.days,
        resting and case.closed_on is None,
        term.estimated,
        case.waiting_until if case.state in AT_REST else None,
    )
