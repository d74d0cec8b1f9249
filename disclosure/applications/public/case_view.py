"""/apply/status/case/: the page of one application, what its applicant may do and take away there; its receipt."""

import datetime
import logging

from django.db import OperationalError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from disclosure.applications.errors import ApplicationError
from disclosure.applications.public import uploads, visits
from disclosure.applications.public.answering import FIELDS, LONGEST_WORDS, answer_correction, withdraw
from disclosure.applications.public.case_page import TEMPLATE, case_context
from disclosure.applications.public.downloads import answer_file, answer_letter
from disclosure.applications.public.entered import cleaned
from disclosure.applications.public.frames import STATUS, apply_frame
from disclosure.applications.public.personal import personal
from disclosure.applications.public.staging import MOST, staged_of
from disclosure.models import Application

CASE = f"{STATUS}case/"
RECEIPT = "apply/receipt.html"
UNABLE = "系统暂时不能保存，没有提交成功。您填写的内容都还在，请过几分钟再提交；急需的，请与受理机关联系。"
TITLE = "申请办理状态查询"

logger = logging.getLogger("portal.applications")


def redirect(path: str):
    response = HttpResponseRedirect(path)
    response.status_code = 303
    return response


@personal
def case(request):
    application, code = visits.application_of(request, visits.CASE)
    if request.method == "POST" and request.POST.get("do") == "leave":
        response = redirect(STATUS)
        visits.drop(response, visits.CASE)
        visits.drop(response, visits.RECEIPT)
        return response
    if application is None:
        return redirect(STATUS)
    if request.method != "POST":
        return show(request, application)
    return act(request, application, code)


def act(request, application, code: str):
    """One step of the applicant; what is refused comes back with what was typed."""
    data = request.POST
    kept, gone = staged_of(data.getlist("staged"))
    faults = [uploads.fault_for(name, why) for name, why in request.staging.refused]
    for one in request.staging.staged:
        if fault := uploads.fault_of(one):
            one.remove()
            faults.append(fault)
        else:
            kept.append(one)
    # After an earlier click they are with the application.
    if gone and data.get("revision", "") == str(application.revision):
        faults.append(f"有 {gone} 份材料已经清除，请重新选择。")
    if len(kept) > MOST:
        faults.append(f"一次最多 {MOST} 份材料，请合并后上传。")
    if not faults:
        try:
            if data.get("do") == "correct":
                answer_correction(application, data, kept)
            elif data.get("do") == "withdraw":
                withdraw(application, data)
        except ApplicationError as error:
            faults = error.reasons
        except (OperationalError, OSError):  # a full disk, a database that is busy for too long
            logger.exception("申请人的办理不能保存")
            faults = [UNABLE]
    if faults:
        application = Application.objects.select_related("portal", "organisation").get(pk=application.pk)
        typed = {name: cleaned(data.get(name, "")) for name in (*FIELDS, "words")}
        return show(request, application, faults, typed, kept)
    response = redirect(CASE)
    visits.carry(request, response, visits.CASE, {"pk": application.pk, "code": code})
    return response


def show(request, application, faults=(), typed=None, staged=()):
    context = apply_frame(request, TITLE, crumbs=[("办理状态查询", STATUS)])
    context |= case_context(application, today())
    request_said = context["said"].get("request")
    context |= {
        "faults": faults,
        "typed": typed or {name: getattr(request_said, name, "") for name in FIELDS},
        "staged": [{"note": one.note(), "name": one.name, "size": one.size} for one in staged],
        "accept": uploads.ACCEPT,
        "most_words": LONGEST_WORDS,
        "case_url": CASE,
    }
    if faults:
        context["page_title"] = f"没有提交成功 - {context['page_title']}"
    return render(request, TEMPLATE, context, status=422 if faults else 200)


def today() -> datetime.date:
    return timezone.localdate()


@personal
def file(request, number: str, letter: str = ""):
    """A letter, or a file of the reply, while the visit lasts; whose it is not is told nothing."""
    application, _ = visits.application_of(request, visits.CASE)
    if application is None:
        return redirect(STATUS)
    if letter:
        return answer_letter(request, application, int(number), letter)
    return answer_file(application, int(number))


@personal
def receipt(request):
    """After sending: as often as it is loaded again, for half an hour."""
    if request.method == "POST":
        response = redirect("/apply/")
        visits.drop(response, visits.RECEIPT)
        return response
    context = apply_frame(request, "申请回执", crumbs=[("申请回执", request.path)])
    application, code = visits.application_of(request, visits.RECEIPT)
    if application is None:
        return render(request, RECEIPT, context | {"case": None})
    context |= case_context(application, today())
    context |= {"code": code, "changed": visits.carried(request, visits.RECEIPT).get("changed")}
    return render(request, RECEIPT, context)
