"""One step by its form: taken at once, or first a draft of the letter that goes with it."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.generic import TemplateView
from wagtail.admin import messages

from disclosure.applications.admin.base import OfApplication
from disclosure.applications.admin.draft_page import columns_for, make_draft_page
from disclosure.applications.admin.filters import whole as number_in
from disclosure.applications.admin.step_forms import FORMS
from disclosure.applications.admin.step_notes import NO_PAPERS, NOTES
from disclosure.applications.desk_steps import BY_KEY, LETTER_ADDRESSEE, LETTER_WORDS, REPLY, offered
from disclosure.applications.errors import ApplicationError, ChangedMeanwhile, Faulty
from disclosure.applications.folding import fold
from disclosure.applications.letters.drafting import DraftLetter
from disclosure.applications.outcomes import all_outcomes, all_replies
from disclosure.applications.states import FileKind, State
from disclosure.models import LetterState

# What a link of the desk may say beforehand, by the names of the fields.
CHOSEN, MOST_CHOSEN = ("kind_of", "reply", "into"), 60


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
        kwargs.setdefault("form", self.form(initial=initial_of(draft) or chosen_before(self.request.GET)))
        kwargs.setdefault("revision", self.application.revision)
        return super().get_context_data(
            step=self.step,
            note=NOTES.get(self.step.key, ""),
            has_letter=bool(self.step.letter),
            draft=draft,
            rows_of_report=rows_of_report() if self.step.letter == REPLY else [],
            papers=self.answer_papers() if self.step.letter == REPLY else None,
            **kwargs,
        )

    def draft(self):
        if not self.step.letter:
            return None
        return self.application.letters.filter(step=self.step.key, state=LetterState.DRAFT).first()

    def answer_papers(self) -> int:
        """How many the applicant will find beside the letter."""
        return self.application.files.filter(kind=FileKind.ANSWER).exclude(file="").count()

    def warn_of_papers(self, arguments: dict) -> None:
        """Told, never refused: what is given may be in the letter itself, or goes by post."""
        reply = all_replies().get(arguments.get("reply", ""))
        if reply and reply.gives and self.step.letter == REPLY and not self.answer_papers():
            link = messages.button(self.papers_url(), "添加答复材料")
            messages.warning(self.request, NO_PAPERS.format(reply=reply.label), buttons=[link])

    def papers_url(self) -> str:
        return f"{self.address('applications_admin_step', 'file')}?kind_of={FileKind.ANSWER}"

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
        self.warn_of_papers(form.arguments())
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
        if self.step.key == "file" and self.request.GET.get("kind_of") == FileKind.ANSWER:
            return self.back_to_reply()
        return self.to_desk()

    def back_to_reply(self):
        """Who came from there to add papers goes on with it."""
        self.application.refresh_from_db()
        if self.application.state == State.PROCESSING:
            return redirect("applications_admin_step", self.application.pk, "reply")
        return self.to_desk()


def chosen_before(data) -> dict:
    """What a link of the desk has chosen already; the form checks it like anything that is typed."""
    return {name: data[name][:MOST_CHOSEN] for name in CHOSEN if data.get(name)}


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
