"""The clocks of an application in words: what runs, since when, until when, what is resting and why."""

import datetime

from disclosure.applications.case import Case
from disclosure.applications.clocks import clock_of
from disclosure.applications.due_days import correction_notice_due
from disclosure.applications.states import CLOSED, Due, State
from disclosure.applications.terms import rule

RESTS = {
    State.THIRD_PARTY: "征求第三方意见期间，答复期限暂停计算",
    State.OTHER_BODIES: "征求其他机关意见期间，答复期限暂停计算",
    State.CORRECTION: "等待申请人补正；收到补正后答复期限重新计算",
    State.FEE: "等待申请人缴费；缴费后答复期限重新计算",
}


def sentences(application, case: Case, on: datetime.date) -> list[str]:
    """Two to five; empty for a draft."""
    if case.state == State.DRAFT or case.arrived_on is None:
        return []
    if case.state == State.SUBMITTED:
        return [
            f"{case.arrived_on:%Y-%m-%d} 收到，还没有登记；应在 {case.due_on:%Y-%m-%d} 前与申请人确认并登记。",
            f"登记后，{rule('reply').days} 个工作日的答复期限从收到申请之日起算。",
        ]
    clock = clock_of(application, on)
    if clock is None:
        return ["没有登记为政府信息公开申请，不计期限。"]
    found = [f"收到申请之日 {case.received_on:%Y-%m-%d}（条例第三十一条），{case.clock_from:%Y-%m-%d} 起算答复期限。"]
    total = f"共 {clock.days} 个工作日" + (f"（含延长 {case.extended_by} 个）" if case.extended_by else "")
    if case.closed_on:
        late = {True: "在期限内", False: "超过期限", None: "不按答复期限考核"}[case.in_time]
        found.append(f"{case.closed_on:%Y-%m-%d} 办结，{total}，用了 {clock.used} 个，{late}。")
    elif case.state in RESTS:
        until = f"，到 {clock.waiting_until:%Y-%m-%d} 期满" if clock.waiting_until else ""
        found.append(f"{RESTS[case.state]}{until}。到今天用了 {clock.used} 个工作日。")
    else:
        found.append(f"{total}，已用 {clock.used} 个，应在 {case.due_on:%Y-%m-%d} 前{Due(case.due_kind).label}。")
    notice = correction_notice_due(case)
    if notice and case.state == State.PROCESSING and on <= notice:
        found.append(f"需要补正的，应在 {notice:%Y-%m-%d} 前一次性告知（条例第三十条）。")
    if case.extension_asked and case.state not in CLOSED:
        found.append(f"已申请延期 {case.extension_asked} 个工作日，等待负责人批准。")
    if clock.estimated:
        found.append("期限跨入尚未公布放假安排的年份，日期为估算。")
    return found
