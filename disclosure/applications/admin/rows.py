"""An application as a line: in words, with the days that are left; nothing personal, nothing unsealed."""

import datetime

from cms_core.calendar import working_days_between
from disclosure.applications.outcomes import all_outcomes, all_replies
from disclosure.applications.states import CLOSED, OPEN, Due, State
from disclosure.models import Application

SOON = 5
WAITS = {Due.CORRECTION, Due.FEE}


def days_left(due: datetime.date, on: datetime.date) -> int:
    """In working days: 0 today, negative when it is over."""
    return working_days_between(on, due) if on <= due else -working_days_between(due, on)


def due_mark(application: Application, on: datetime.date) -> tuple[str, str]:
    """(kind of mark, words): overdue, soon, calm, waits; "" where no clock runs."""
    if application.state not in OPEN or not application.due_on:
        return "", ""
    left, waits = days_left(application.due_on, on), application.due_kind in WAITS
    if left < 0:
        return ("soon", "期满，可终止办理") if waits else ("overdue", f"逾期 {-left} 个工作日")
    if waits:
        return "waits", f"等申请人，还有 {left} 个工作日" if left else "等申请人，今天到期"
    words = f"还有 {left} 个工作日" if left else "今天到期"
    return ("soon" if left <= SOON else "calm"), words


def state_mark(application: Application) -> str:
    if application.state == State.DRAFT:
        return "draft"
    return "closed" if application.state in CLOSED else "open"


def result_of(application: Application) -> str:
    reply = all_replies().get(application.reply)
    return reply.label if reply else ""


def row_of(application: Application, on: datetime.date) -> dict:
    mark, left = due_mark(application, on)
    outcome = all_outcomes().get(application.outcome)
    return {
        "application": application,
        "state": state_mark(application),
        "mark": mark,
        "left": left,
        "result": result_of(application),
        "outcome": f"三（{outcome.group}）{outcome.label}" if outcome else "",
        "handler": who(application.handler),
    }


def who(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
