"""The last days that a case has: for the reply, for what is asked of the applicant, for a correction."""

import datetime

from cms_core.calendar import Pause, Term, after_working_days
from disclosure.applications.case import Case
from disclosure.applications.states import Channel, Due, State
from disclosure.applications.terms import rule


def reply_term(case: Case) -> Term | None:
    """条例第三十三条: 二十个工作日, 延长的另计, 征求第三方和其他机关意见的时间不计算在内. None before T0."""
    if case.clock_from is None:
        return None
    pauses = tuple(Pause(rest.begin, rest.last) for rest in case.rests)
    return Term(case.clock_from, rule("reply").days + case.extended_by, pauses)


def due_of(case: Case) -> tuple[datetime.date | None, str]:
    """The day that the list of an open application shows, and what must have happened by then."""
    if case.state == State.SUBMITTED:
        days = rule("confirm_letter" if case.channel == Channel.ORDINARY else "confirm").days
        return after_working_days(case.arrived_on, days), Due.CONFIRM
    if case.state == State.CORRECTION:
        return case.waiting_until, Due.CORRECTION
    if case.state == State.FEE:
        return case.waiting_until, Due.FEE
    return reply_term(case).due, Due.REPLY


def correction_notice_due(case: Case) -> datetime.date | None:
    """条例第三十条: 自收到申请之日起七个工作日内一次性告知. None before T0, or when it has been used."""
    if case.received_on is None or case.correction_used:
        return None
    return after_working_days(case.received_on, rule("correction_notice").days)
