"""What a letter says of its application: the values of the placeholders, as things would be once its step is taken."""

import datetime

from disclosure.applications.case import Case
from disclosure.applications.desk_steps import LETTER_WORDS
from disclosure.applications.due_days import reply_term
from disclosure.applications.outcomes import all_replies
from disclosure.applications.particulars import Applicant, Request
from disclosure.applications.states import ApplicantKind, State, Way
from disclosure.applications.terms import rule
from disclosure.models import Application

WHY_LAPSED = {
    "correction_lapsed": "本机关已告知补正，{you}无正当理由逾期不补正。",
    "fee_lapsed": "本机关已发出收费通知，{you}逾期未缴纳信息处理费。",
}


def chinese(day: datetime.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def values_of(application: Application, case: Case, arguments: dict, on: datetime.date) -> dict[str, str]:
    """`case` after the step, `arguments` what it is taken with; in clear: for the letter alone."""
    request, applicant = Request.of(application.request.open()), Applicant.of(application.applicant.open())
    you = "您" if application.applicant_kind == ApplicantKind.PERSON else "贵单位"
    reply, term, portal = all_replies().get(case.reply), reply_term(case), application.portal
    return {
        "申请人": applicant.name,
        "您": you,
        "登记编号": application.number or "",
        "受理机关": application.organisation.name,
        "申请内容": asked_for(request),
        "收到日期": chinese(case.arrived_on),
        "受理日期": chinese(case.received_on or case.arrived_on),
        "答复期限": chinese(term.due) if term else "",
        "获取方式": "、".join(Way(way).label for way in application.ways),
        "发文日期": chinese(on),
        "天数": str(arguments.get("days") or days_of(case) or ""),
        "期满日": chinese(case.waiting_until),
        "金额": f"{case.fee:f}" if case.fee else "",
        "移送机关": body_of(arguments.get("portal")) or "有关机关",
        "并入编号": number_of(case.merged_into_id),
        "答复类型": reply.label.rpartition("：")[2] if reply else "",
        "答复依据": reply.article if reply else "",
        "不再处理事由": WHY_LAPSED.get(case.reply, "").format(you=you),
        "办理意见": arguments.get(LETTER_WORDS) or arguments.get("words", ""),
        "联系电话": portal.contact_phone or "见本机关政府信息公开指南",
        "联系地址": portal.contact_address or "见本机关政府信息公开指南",
    }


def days_of(case: Case) -> int:
    """Where the step's form does not ask for them."""
    return rule("fee_payment").days if case.state == State.FEE else case.extended_by


def asked_for(request: Request) -> str:
    """In one line, ending without a full stop: the wording has its own."""
    number = f"（{request.document_number}）" if request.document_number else ""
    text = f"{request.title}{number}" or request.index_number or request.description
    return " ".join(text.split()).rstrip("。；;，,")


def body_of(portal_pk) -> str:
    from sites.models import Portal

    found = portal_pk and Portal.objects.filter(pk=portal_pk).select_related("organisation").first()
    return found.organisation.name if found else ""


def number_of(pk) -> str:
    return (pk and Application.objects.filter(pk=pk).values_list("number", flat=True).first()) or ""
