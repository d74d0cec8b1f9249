"""What the status page says of an application: where it stands, its days in plain words, what to do and to download."""

import datetime
import tomllib
from functools import cache
from importlib.resources import files

from disclosure import masking
from disclosure.applications.clocks import clock_of
from disclosure.applications.events import EventKind
from disclosure.applications.outcomes import all_replies
from disclosure.applications.particulars import Applicant, Request
from disclosure.applications.public.downloads import files_of, letters_of, sent_in
from disclosure.applications.states import OPEN, Due, State, Way
from disclosure.sealing import SealsError

TEMPLATE = "apply/case.html"
# What was said to the applicant in each of these is theirs to read; words of other steps are the body's own.
TOLD = (EventKind.CORRECTION_ASKED, EventKind.FEE_ASKED, EventKind.RETURNED, EventKind.HANDED_OVER)
STEPS = {
    EventKind.SUBMITTED: "提交申请",
    EventKind.REGISTERED: "登记受理",
    EventKind.RECEIPT_CORRECTED: "更正登记",
    EventKind.CORRECTION_ASKED: "告知补正",
    EventKind.CORRECTED: "收到补正",
    EventKind.CORRECTION_LAPSED: "逾期没有补正，终止办理",
    EventKind.THIRD_PARTY_ASKED: "征求第三方意见",
    EventKind.THIRD_PARTY_ANSWERED: "征求第三方意见结束",
    EventKind.BODIES_ASKED: "征求其他机关意见",
    EventKind.BODIES_ANSWERED: "征求其他机关意见结束",
    EventKind.EXTENSION_APPROVED: "延长答复期限",
    EventKind.FEE_ASKED: "通知缴纳信息处理费",
    EventKind.FEE_PAID: "收到信息处理费",
    EventKind.FEE_LAPSED: "逾期没有缴费，终止办理",
    EventKind.NOTICE_RECEIVED: "通知或者征求意见书送达，期限从送达之日起算",
    EventKind.RETRACTED: "撤销前一告知或者征求，继续办理",
    EventKind.REPLIED: "作出答复",
    EventKind.DELIVERED: "答复送达",
    EventKind.ARCHIVED: "归档",
    EventKind.HANDED_OVER: "移送",
    EventKind.RETURNED: "不予受理",
    EventKind.MERGED: "合并办理",
    EventKind.WITHDRAWN: "撤回申请",
    EventKind.MADE_PUBLIC: "转为主动公开",
}


@cache
def words() -> dict:
    return tomllib.loads(files("disclosure.applications.public").joinpath("words.toml").read_text("utf-8"))


def case_context(application, today: datetime.date) -> dict:
    events = list(application.events.order_by("number"))
    said = opened(application)
    return {
        "case": application,
        "state": words()[application.state],
        "facts": facts(application, events, said, today),
        "said": said,
        "asked": last_words(events, EventKind.CORRECTION_ASKED) if application.state == State.CORRECTION else "",
        "fee_text": last_words(events, EventKind.FEE_ASKED) if application.state == State.FEE else "",
        "notice": last_words(events, events[-1].kind) if events[-1].kind in TOLD else "",
        "late": bool(application.due_on and application.due_on < today and application.state == State.CORRECTION),
        "reply": reply_of(application),
        "steps": [{"on": event.on, "text": STEPS[event.kind]} for event in events if event.kind in STEPS],
        "letters": letters_of(application),
        "files": files_of(application),
        "sent_in": sent_in(application, events),
        "may_correct": application.state == State.CORRECTION,
        "may_withdraw": application.state in OPEN,
    }


def opened(application) -> dict:
    """Masked: whoever has the code need not read the number of the identity card here."""
    try:
        applicant = Applicant.of(application.applicant.open())
        request = Request.of(application.request.open())
    except SealsError:
        return {}
    return {"name": masking.name(applicant.name), "request": request}


def facts(application, events, said, today) -> list[tuple[str, str]]:
    clock = clock_of(application, today)
    rows = [
        ("登记编号", application.number),
        ("受理机关", application.organisation.name),
        ("申请人", said.get("name", "")),
        ("提交日期", day(application.arrived_on)),
        ("收到申请之日", day(application.received_on) or "等待受理机关登记确认"),
        ("获取信息的方式", "、".join(Way(one).label for one in application.ways if one in Way.values)),
    ]
    if application.state == State.CORRECTION:
        rows.append(("补正期限", f"{day(application.due_on)}（含当日）"))
    elif application.state == State.FEE:
        rows += [("应缴信息处理费", f"{application.fee} 元"), ("缴费期限", f"{day(application.due_on)}（含当日）")]
    elif clock and application.state in OPEN and application.due_kind == Due.REPLY and clock.due:
        rows.append(("最迟答复日期", f"{day(clock.due)}{how_long(clock)}"))
        if clock.estimated:
            rows.append(("说明", "跨年度的节假日安排尚未公布，最迟答复日期为估计。"))
    if application.closed_on:
        rows.append(("办结日期", day(application.closed_on)))
    return [(label, text) for label, text in rows if text]


def how_long(clock) -> str:
    if clock.resting:
        return "（征求意见期间不计算）"
    if clock.left > 0:
        return f"（已用 {clock.used} 个工作日，还有 {clock.left} 个工作日）"
    return "（今天到期）" if clock.left == 0 else f"（已超过 {-clock.left} 个工作日，您可以联系受理机关或者其上级机关）"


def day(value) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def last_words(events, kind: str) -> str:
    event = next((one for one in reversed(events) if one.kind == kind), None)
    try:
        return (event.words.open() or {}).get("text", "") if event else ""
    except SealsError:
        return ""


def reply_of(application) -> dict:
    found = all_replies().get(application.reply)
    if found is None or application.state in (State.WITHDRAWN, State.LAPSED):
        return {}
    return {"label": found.label, "article": found.article}
