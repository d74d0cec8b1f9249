"""A letter: worded, looked at as it would be, sent; then only read."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cms_core.typesetting.errors import TypesettingFailed
from disclosure.applications.admin import logged
from disclosure.applications.admin.base import OfApplication, OfLetter, say
from disclosure.applications.admin.desk import as_attachment, label_of
from disclosure.applications.admin.filters import whole as number_in
from disclosure.applications.admin.letter_forms import LetterForm, NewLetterForm
from disclosure.applications.desk_steps import BY_KEY
from disclosure.applications.errors import ApplicationError, Faulty
from disclosure.applications.letters import files
from disclosure.applications.letters.content import Content
from disclosure.applications.letters.drafting import DraftLetter, WordLetter, discard, power_of, shown
from disclosure.applications.letters.placeholders import KNOWN
from disclosure.applications.letters.sending import SendLetter
from disclosure.sealing import SealsError


class OneLetter(OfLetter, TemplateView):
    """POST words a draft; sending is an address of its own."""

    template_name = "disclosure/applications/letter.html"

    def get(self, request, *args, **kwargs):
        """It names the applicant: that it was looked at is kept."""
        logged.note(self.application, logged.LETTER, request.user, letter=self.letter.pk)
        return super().get(request, *args, **kwargs)

    def get_page_title(self):
        return label_of(self.letter)

    def get_context_data(self, **kwargs):
        content, empty, hindrance = Content(), [], ""
        try:
            content, empty = shown(self.letter, self.request.user)
        except ApplicationError as error:
            hindrance = "；".join(error.reasons)
            content = Content.of(self.letter.content.open())
        except SealsError as error:
            hindrance = str(error)
        if not self.letter.is_sent and "form" not in kwargs:
            kwargs["form"] = LetterForm(initial=Content.of(self.letter.content.open()).plain())
        step = BY_KEY.get(self.letter.step)
        return super().get_context_data(
            label=label_of(self.letter),
            content=content,
            empty=empty,
            hindrance=hindrance,
            step=step,
            may_send=power_of(self.letter) in self.powers(),
            placeholders=KNOWN.items(),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        form = LetterForm(request.POST)
        if form.is_valid():
            try:
                WordLetter(self.letter, by=request.user, **form.cleaned_data).execute()
            except Faulty as error:
                form.tell(error.faults)
            except ApplicationError as error:
                say(request, error)
                return redirect("applications_admin_letter", self.application.pk, self.letter.pk)
            else:
                messages.success(request, "草稿已保存，下面是发出时的样子。")
                return redirect("applications_admin_letter", self.application.pk, self.letter.pk)
        messages.error(request, "没有保存：请按提示改正。")
        return render(request, self.template_name, self.get_context_data(form=form))


class Send(OfLetter, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        revision = number_in(request.POST.get("revision", "")) or 0
        try:
            sent = SendLetter(self.letter, by=request.user, revision=revision).execute()
        except ApplicationError as error:
            say(request, error)
            return redirect("applications_admin_letter", self.application.pk, self.letter.pk)
        desk = reverse("applications_admin_letter", args=[self.application.pk, sent.pk])
        messages.success(request, f"已发出 {sent.number}。", buttons=[messages.button(desk, "下载 PDF、DOCX")])
        return self.to_desk()


class Discard(OfLetter, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            discard(self.letter, request.user)
        except ApplicationError as error:
            say(request, error)
        else:
            messages.success(request, "草稿已删除；申请的办理情况没有变化。")
        return self.to_desk()


class LetterFile(OfLetter, View):
    """PDF or DOCX: of a draft as it would be, marked so and kept nowhere; of a letter that was sent as it is."""

    http_method_names = ["get", "head"]

    def get(self, request, *args, form, **kwargs):
        try:
            if self.letter.is_sent:
                opened = files.open_file(self.letter, form)
                logged.note(self.application, logged.LETTER, request.user, letter=self.letter.pk)
                return as_attachment(opened, files.file_name(self.letter, form), files.MEDIA_TYPES[form])
            content, _ = shown(self.letter, request.user)
            body = files.MAKERS[form](content, self.today, draft=True)
        except FileNotFoundError:
            messages.error(request, "这份文书的内容已按期清除。")
        except (ApplicationError, TypesettingFailed) as error:
            say(request, error)
        except SealsError as error:
            messages.error(request, str(error))
        else:
            name = files.file_name(self.letter, form)
            disposition = content_disposition_header(True, name)
            return HttpResponse(body, files.MEDIA_TYPES[form], headers={"Content-Disposition": disposition})
        return redirect("applications_admin_letter", self.application.pk, self.letter.pk)


class NewLetter(OfApplication, TemplateView):
    """补出文书: for a step that was taken without one, or to tell something more."""

    template_name = "disclosure/applications/new_letter.html"
    page_title = "补出文书"

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", NewLetterForm())
        return super().get_context_data(**kwargs)

    def post(self, request, *args, **kwargs):
        form = NewLetterForm(request.POST)
        if form.is_valid():
            words = {"words": form.cleaned_data["words"]} if form.cleaned_data["words"] else {}
            drafting = DraftLetter(
                self.application,
                by=request.user,
                kind=form.cleaned_data["kind"],
                arguments=words,
                addressee=form.cleaned_data["addressee"],
            )
            try:
                letter = drafting.execute()
            except ApplicationError as error:
                form.add_error(None, "；".join(error.reasons))
            else:
                return redirect("applications_admin_letter", self.application.pk, letter.pk)
        return render(request, self.template_name, self.get_context_data(form=form))
