"""The desk of one application: what it says, what happened, what is due, and what may be done now."""

from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from disclosure.applications.admin import logged
from disclosure.applications.admin.base import OfApplication
from disclosure.applications.admin.choices import same_applicant
from disclosure.applications.admin.clock_words import sentences
from disclosure.applications.admin.rows import row_of, who
from disclosure.applications.admin.shown import (
    applicant_lines,
    facts_of,
    file_name_of,
    request_lines,
    words_of,
)
from disclosure.applications.desk_steps import GROUPS, offered
from disclosure.applications.folding import fold
from disclosure.applications.letters.kinds import kinds
from disclosure.applications.permissions import Power
from disclosure.applications.repeats import repeats_among
from disclosure.applications.states import CLOSED, OPEN, State
from disclosure.sealing import SealsError


class OneApplication(OfApplication, TemplateView):
    """GET masks; POST shows everything once and says so in the log."""

    template_name = "disclosure/applications/desk.html"

    def get(self, request, *args, **kwargs):
        if self.application.state == State.DRAFT:
            return redirect("applications_admin_draft", self.application.pk)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        logged.note(self.application, logged.SHOWN, request.user)
        return render(request, self.template_name, self.get_context_data(whole=True))

    def get_page_title(self):
        return str(self.application)

    def above(self):
        return super().above()[:1]

    def get_context_data(self, *, whole=False, **kwargs):
        one, on = self.application, self.today
        events = list(one.events.select_related("by").order_by("number"))
        case = fold(events)
        powers = self.powers()
        steps = offered(case, powers)
        same = same_applicant(one)
        letters = list(one.letters.select_related("sent_by").order_by("pk"))
        return super().get_context_data(
            row=row_of(one, on),
            whole=whole,
            applicant=applicant_lines(one, whole=whole),
            request_lines=request_lines(one, whole=whole),
            clocks=sentences(one, case, on),
            groups=[(name, [step for step in steps if step.group == name]) for name in GROUPS],
            timeline=[timeline_row(event, whole=whole) for event in reversed(events)],
            files=[{"file": file, "name": file_name_of(file, whole=whole)} for file in one.files.order_by("pk")],
            letters=[{"letter": letter, "label": label_of(letter)} for letter in letters],
            same=[row_of(other, on) for other in same],
            repeats=[repeat_row(other, steps) for other in repeats_among(one, same)],
            reviews=list(one.reviews.all()),
            reminder=logged.reminders_of([one.pk]).get(one.pk),
            may_remind=Power.APPROVE in powers and one.state in OPEN,
            **kwargs,
        )


def repeat_row(other, steps) -> dict:
    """What may be done about it: merged, or answered as repeated once the other is (第三十六条第六项)."""
    keys = {step.key for step in steps}
    answered = other.state in CLOSED and other.state != State.LAPSED
    return {
        "application": other,
        "may_merge": "merge" in keys and other.counted,
        "may_reply": "reply" in keys and answered,
    }


def label_of(letter) -> str:
    kind = kinds().get(letter.kind)
    return kind.label if kind else letter.kind


def timeline_row(event, *, whole: bool) -> dict:
    return {
        "event": event,
        "label": event.get_kind_display(),
        "facts": facts_of(event),
        "words": words_of(event, whole=whole),
        "who": who(event.by) or event.get_actor_display(),
        "entered_later": timezone.localtime(event.at).date() != event.on,
    }


class Remind(OfApplication, View):
    """催办, by who is in charge: the handler sees it on the desk and on the first page."""

    power = Power.APPROVE
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        last = logged.reminders_of([self.application.pk]).get(self.application.pk)
        if self.application.state not in OPEN:
            messages.warning(request, "这件申请已经办结，不用再催办。")
        elif last is None or timezone.localtime(last.timestamp).date() != self.today:
            logged.note(self.application, logged.REMIND, request.user)
            messages.success(request, "已催办：经办人登录后会在首页看到。")
        else:
            messages.info(request, "今天已经催办过。")
        return self.to_desk()


class ShownFile(OfApplication, View):
    """What came with it, opened on its way out; who took it is logged."""

    http_method_names = ["get", "head"]

    def get(self, request, *args, file_id, **kwargs):
        file = self.application.files.filter(pk=file_id).exclude(file="").first()
        if file is None:
            raise Http404("没有这份材料，或者它已按期清除。")
        try:
            name, opened = file.name.open(), file.file.open("rb")
        except (SealsError, FileNotFoundError):
            messages.error(request, "这份材料无法读取：密钥不在本机或者文件已损坏，请联系平台管理员。")
            return self.to_desk()
        logged.note(self.application, logged.FILE, request.user, file=file.pk)
        return as_attachment(opened, name, file.media_type)


def as_attachment(opened, name: str, media_type: str) -> FileResponse:
    """Never shown in the browser: what applicants send is not trusted."""
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
