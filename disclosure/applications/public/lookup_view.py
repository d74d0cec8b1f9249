"""/apply/status/: by number and code. Guessing is bounded by address, and by number without locking anybody out.

Who guesses one number from many addresses makes it ask for the proof of `challenge` besides the code: its applicant
answers a question, or waits a second; a program has to work for each guess.
"""

import datetime
import re
import unicodedata

from django.shortcuts import render
from django.utils import timezone

from disclosure.applications.public import challenge, limits, visits
from disclosure.applications.public.case_view import CASE, TITLE, redirect
from disclosure.applications.public.entered import cleaned
from disclosure.applications.public.frames import STATUS, apply_frame
from disclosure.applications.public.personal import personal
from disclosure.applications.receipt import is_code
from disclosure.models import Application

TEMPLATE = "apply/status.html"
WRONG = "编号与查询码不符，没有查到申请。请对照回执核对：编号形如 2026-12-00001，查询码为 10 位字母和数字。"
OFTEN = (
    "您所在的网络输错查询码的次数较多。为防止他人猜测，{wait}内不再核对，这时编号和查询码填写正确也不能查询。"
    "请在 {at} 以后再查；急需了解办理情况的，请与受理机关联系{phone}。"
)
EMPTY = "请填写{what}，再点“查询”。"
PROVE = "这个编号的查询码近来输错的次数较多。为防止他人猜测，请先通过安全验证再查询，编号和查询码不用重新填写。"
NUMBER = re.compile(r"\d{4}-\d{1,10}-\d{5,10}", re.ASCII)


@personal
def status(request):
    context = apply_frame(request, TITLE, crumbs=[("办理状态查询", STATUS)])
    if request.method != "POST":
        return render(request, TEMPLATE, context)
    number, code = (cleaned(request.POST.get(name, ""))[:60] for name in ("number", "code"))
    number = unicodedata.normalize("NFKC", number).replace(" ", "")
    missing = [what for what, said in (("登记编号", number), ("查询码", code)) if not said]
    if missing:
        context["code"] = code
        return refused(request, context, number, EMPTY.format(what="和".join(missing)), 422, "没有填写完整")
    if wait := limits.of_request(limits.WRONG_CODES, request, count=False):
        return wait_first(request, context, number, wait)
    guessed = limits.seconds_to_wait(limits.WRONG_FOR_NUMBER, number, count=False)
    if guessed and not proven(request):
        context |= {"challenge": challenge.issue(request.portal), "code": code}
        return refused(request, context, number, PROVE, 422, "请先通过安全验证")
    found = application_with(number, code)
    if found is not None:
        response = redirect(CASE)
        visits.carry(request, response, visits.CASE, {"pk": found.pk, "code": code})
        return response
    limits.of_request(limits.WRONG_CODES, request)
    limits.seconds_to_wait(limits.WRONG_FOR_NUMBER, number)
    return refused(request, context, number, WRONG, 422, "没有查到")


def wait_first(request, context: dict, number: str, seconds: int):
    """Nothing was looked up: the page must not say that nothing was found."""
    until = timezone.localtime() + datetime.timedelta(seconds=seconds + 60)
    phone = request.portal.contact_phone
    fault = OFTEN.format(wait=limits.in_words(seconds), at=f"{until:%H:%M}", phone=f"，电话 {phone}" if phone else "")
    response = refused(request, context, number, fault, 429, "请稍后再查")
    response["Retry-After"] = str(seconds)
    return response


def refused(request, context: dict, number: str, fault: str, answer: int, title: str):
    context |= {"fault": fault, "number": number, "page_title": f"{title} - {context['page_title']}"}
    return render(request, TEMPLATE, context, status=answer)


def proven(request) -> bool:
    """Each proof is good for one question."""
    said = (request.POST.get(name, "") for name in ("token", "proof", "answer"))
    try:
        unique = challenge.check(*said, request.portal)
    except challenge.ChallengeFailed:
        return False
    return not limits.seconds_to_wait(limits.USED_PROOFS, unique)


def application_with(number: str, code: str) -> Application | None:
    """A number that does not exist takes as long as a wrong code, and has the same answer.

    What is no number at all is not asked for: people type their names here, and a log of queries would have them.
    """
    asked = number if NUMBER.fullmatch(number) else "0"
    found = Application.objects.filter(number=asked).exclude(code_digest="").first()
    right = is_code(found or Application(code_digest="0" * 64), code)
    return found if found is not None and right else None
