"""/apply/person/ and /apply/organisation/: the form, the page before sending, sending; nothing typed is lost."""

import logging

from django.db import OperationalError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from disclosure.applications.errors import Faulty, NotAllowed
from disclosure.applications.public import challenge, limits, repeats, uploads, visits
from disclosure.applications.public.bodies import bodies_of
from disclosure.applications.public.entered import Entered
from disclosure.applications.public.fields import TITLES
from disclosure.applications.public.form_page import REVIEW, TEMPLATE, form_context, hidden_of, review_rows
from disclosure.applications.public.frames import apply_frame
from disclosure.applications.public.personal import personal
from disclosure.applications.public.sending import Send, is_same, sent_before
from disclosure.applications.public.staging import MOST, staged_of

logger = logging.getLogger("portal.applications")
RECEIPT = "/apply/receipt/"
SEND = "send"
TRAP = "homepage"
OFTEN = "您所在的网络在短时间内提交了很多次，请 {wait}后再试。您填写的内容都还在，请不要关闭页面。"
UNABLE = (
    "系统暂时不能保存，申请没有提交成功。您填写的内容都还在，请过几分钟再点“提交申请”；仍然不行的，请改用纸质申请表。"
)


@personal
def form(request, form):
    return Visit(request, form).answer()


class Visit:
    """One request of one applicant; `step` says where they want to go."""

    def __init__(self, request, form: str):
        self.request, self.form = request, form
        self.context = apply_frame(request, f"{TITLES[form]}申请政府信息公开", crumbs=[("在线申请", request.path)])
        self.bodies = bodies_of(request.portal)
        self.faults: dict[str, str] = {}
        self.staged = []

    def answer(self):
        if self.request.method != "POST":
            return self.show(Entered.blank(self.form, self.wanted()))
        data = self.request.POST
        entered = Entered.of(self.form, data)
        step = "remove" if "remove" in data else data.get("step", "")
        if step == SEND and (found := self.sent_before(data)):
            return self.receipt(found, entered)
        wait = limits.of_request(limits.FORMS, self.request)
        self.take_files(data)
        if wait:
            self.faults["often"] = OFTEN.format(wait=limits.in_words(wait))
            return self.show(entered, status=429)
        if step in ("edit", "remove"):
            return self.show(entered)
        self.check(entered, data)
        if self.faults:
            return self.show(entered, status=422)
        return self.send(entered, data) if step == SEND else self.review(entered)

    def wanted(self) -> str:
        said = self.request.GET.get("body", "")
        return said if said.isdigit() and self.bodies.find(said) else str(self.bodies.first.pk)

    def take_files(self, data) -> None:
        """Those of earlier pages, those that came now; what is refused is gone from the disk at once."""
        kept, gone = staged_of(data.getlist("staged"))
        if data.get("remove"):
            for one in kept:
                if one.key == data["remove"]:
                    one.remove()
            kept = [one for one in kept if one.key != data["remove"]]
        reasons = [uploads.fault_for(name, why) for name, why in self.request.staging.refused]
        for one in self.request.staging.staged:
            reason = uploads.fault_of(one)
            if not reason and len(kept) >= MOST:
                reason = uploads.fault_for(one.name, "too_many")
            if reason:
                one.remove()
                reasons.append(reason)
            else:
                kept.append(one)
        if gone:
            reasons.append(f"有 {gone} 份材料上传后超过两小时没有提交，已经清除，请重新选择。")
        self.staged = kept
        if reasons:
            self.faults["files"] = "".join(reasons)

    def check(self, entered, data) -> None:
        found = entered.faults()
        if self.bodies.find(entered.body) is None:
            found = {"body": "请选择向哪个机关申请。"} | found
        if data.get(TRAP):
            found[TRAP] = "“主页”一栏应当留空，请删去其中的内容后再提交。"
        self.faults = found | self.faults

    def show(self, entered, status: int = 200):
        context = self.context | form_context(entered, self.bodies, self.staged, self.faults)
        if self.faults:
            context["page_title"] = f"有 {len(self.faults)} 处需要修改 - {context['page_title']}"
        for one, shown in zip(self.staged, context["staged"], strict=True):
            shown["key"] = one.key
        return render(self.request, TEMPLATE, context, status=status)

    def review(self, entered, message: str = "", status: int = 200):
        body = self.bodies.find(entered.body)
        context = self.context | {
            "form": self.form,
            "body": body,
            "rows": review_rows(entered),
            "files": self.staged,
            "hidden": hidden_of(entered, self.staged),
            "challenge": challenge.issue(self.request.portal),
            "before": repeats.before(entered, body, timezone.localdate()),
            "message": message,
            "heading": "提交前请核对",
            "page_title": f"{'没有提交成功' if message else '提交前请核对'} - {self.context['page_title']}",
        }
        return render(self.request, REVIEW, context, status=status)

    def send(self, entered, data):
        portal = self.request.portal
        try:
            unique = challenge.check(data.get("token", ""), data.get("proof", ""), data.get("answer", ""), portal)
        except challenge.ChallengeFailed as error:
            return self.review(entered, str(error), 422)
        wait = limits.of_request(limits.SENT, self.request)
        wait = wait or limits.seconds_to_wait(limits.SENT_TO_PORTAL, str(portal.pk))
        if wait:
            return self.review(entered, OFTEN.format(wait=limits.in_words(wait)), 429)
        try:
            found = Send(portal, self.bodies.find(entered.body), entered, self.staged, unique).execute()
        except Faulty as error:
            self.faults = error.faults
            return self.show(entered, status=422)
        except NotAllowed as error:
            return self.review(entered, str(error), 422)
        except (OperationalError, OSError):  # a full disk, a database that is busy for too long
            logger.exception("申请不能保存")
            return self.review(entered, UNABLE, 503)
        return self.receipt(found, entered)

    def sent_before(self, data):
        """What an earlier click made of this form. Asked first: it took the files along, which this one would miss."""
        try:
            unique = challenge.check(
                data.get("token", ""), data.get("proof", ""), data.get("answer", ""), self.request.portal
            )
        except challenge.ChallengeFailed:
            return None
        return sent_before(unique)

    def receipt(self, found, entered):
        response = HttpResponseRedirect(RECEIPT)
        response.status_code = 303
        changed = found.again and not is_same(found.application, entered)
        said = {"pk": found.application.pk, "code": found.code, "changed": changed}
        visits.carry(self.request, response, visits.RECEIPT, said)
        return response
