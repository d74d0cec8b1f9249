"""One step by its form: taken at once, or first a draft of the letter that goes with it."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.generic import TemplateView
from wagtail.admin import messages

from disclosure.applications.admin.base import OfApplication
from disclosure.applications.admin.draft_page import columns_for, make_draft_page
from disclosure.applications.admin.filters import whole as number_in
from disclosure.applications.admin.step_forms import FORMS
from disclosure.applications.desk_steps import BY_KEY, LETTER_ADDRESSEE, LETTER_WORDS, REPLY, offered
from disclosure.applications.errors import ApplicationError, ChangedMeanwhile, Faulty
from disclosure.applications.folding import fold
from disclosure.applications.letters.drafting import DraftLetter
from disclosure.applications.outcomes import all_outcomes, all_replies
from disclosure.models import LetterState

NOTES = {
    "reply": "先生成答复书草稿，看过再发出；发出之前可以修改、可以删除，申请仍在办理中。",
    "approve-extension": "提出延期的人不能自己批准。",
    "hand-over": "只有还没有登记的申请可以移送；登记以后应当答复“不属于本机关负责公开”。",
    "return": "只用于不是申请的内容（空白、测试、垃圾信息）。不予公开、不予处理的，应当登记后答复。",
    "withdraw": "登记以后撤回的，计入年报“其他处理”；登记以前撤回的不计。",
    "correct-receipt": "各期限按新的日期重新计算，年报也按它统计；已经发出的文书不变，请另行补出文书说明。",
    "retract": "撤销以后回到办理中，答复期限连续计算，与没有告知、征求过一样；已经发出文书的，请另行补出文书说明。",
    "make-public": "多个申请人就相同信息提出申请、可以公开的，纳入主动公开（条例第四十四条）。申请的状态不变。",
    "archive": "归档以后不能再更正办理结果。",
}


class TakeStep(OfApplication, TemplateView):
    template_name = "disclosure/applications/step.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.step = BY_KEY.get(kwargs["step"])

    def dispatch(self, request, *args, **kwargs):
        if self.step is None:
            raise Http404
        self.power = self.step.power
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.step.label

    def form(self, *args, **kwargs):
        if self.step.key == "make-public":
            kwargs["columns"] = columns_for(self.request.user, self.application.portal)
        return FORMS[self.step.key](self.application, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        case = fold(self.application.events.order_by("number"))
        if self.step not in offered(case, self.powers()):
            now = self.application.get_state_display()
            messages.warning(request, f"这件申请现在是“{now}”，不能“{self.step.label}”。")
            return self.to_desk()
        return super().get(request)

    def get_context_data(self, **kwargs):
        draft = self.draft()
        kwargs.setdefault("form", self.form(initial=initial_of(draft)))
        kwargs.setdefault("revision", self.application.revision)
        return super().get_context_data(
            step=self.step,
            note=NOTES.get(self.step.key, ""),
            has_letter=bool(self.step.letter),
            draft=draft,
            rows_of_report=rows_of_report() if self.step.letter == REPLY else [],
            **kwargs,
        )

    def draft(self):
        if not self.step.letter:
            return None
        return self.application.letters.filter(step=self.step.key, state=LetterState.DRAFT).first()

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST, request.FILES)
        revision = number_in(request.POST.get("revision", "")) or 0
        if form.is_valid():
            try:
                return self.take(form, revision)
            except Faulty as error:
                form.tell(error.faults)
            except ChangedMeanwhile as error:
                form.add_error(None, error.reasons[0])
                form.add_error(None, "您填写的内容还在下面；请先看办理记录，确认仍然合适后再提交一次。")
                self.application.refresh_from_db()
                revision = self.application.revision
            except ApplicationError as error:
                for reason in error.reasons:
                    form.add_error(None, reason)
        else:
            messages.error(request, "没有提交：请按提示改正。")
        return render(request, self.template_name, self.get_context_data(form=form, revision=revision))

    def take(self, form, revision: int):
        user = self.request.user
        if "draft" in self.request.POST and self.step.letter_for(form.arguments()):
            drafting = DraftLetter(self.application, by=user, step=self.step.key, arguments=form.arguments())
            letter = drafting.execute()
            return redirect("applications_admin_letter", self.application.pk, letter.pk)
        page = None
        if self.step.key == "make-public" and not form.arguments():
            action = self.step.make(self.application, {}, by=user, revision=revision)
            page = make_draft_page(action, form, user)
        else:
            self.step.make(self.application, form.arguments(), by=user, revision=revision).execute()
        messages.success(self.request, f"已办理：{self.step.label}。")
        if page is not None:
            return redirect("wagtailadmin_pages:edit", page.pk)
        return self.to_desk()


def rows_of_report() -> list[tuple[str, str]]:
    """Reply → its row, for the table below the form."""
    return [
        (reply.label, f"三 {all_outcomes()[reply.outcome].code[2:]} {all_outcomes()[reply.outcome].label}")
        for reply in all_replies().values()
        if reply.by_hand
    ]


def initial_of(draft) -> dict:
    """A draft's step is gone on with."""
    if draft is None:
        return {}
    found = draft.arguments.open()
    return found | {"words": found.get(LETTER_WORDS, found.get("words")), "addressee": found.get(LETTER_ADDRESSEE)}
