"""Writing the six parts, and looking at one figure: what it is made of, how it was put right."""

from django import forms
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.rich_text import get_rich_text_editor_widget

from disclosure.models import ReportState
from disclosure.models.reports import FEATURES
from disclosure.reports.actions.edit import CorrectFigure, EnterFigure, SaveTexts
from disclosure.reports.admin.base import OfReport, key_of, revision, say
from disclosure.reports.drafting import drafts
from disclosure.reports.errors import ReportError
from disclosure.reports.figures import figures_of, tables
from disclosure.reports.form import parts
from disclosure.reports.sources import MOST, lines_of


class TextsForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for part in parts():
            widget = get_rich_text_editor_widget(features=FEATURES)
            self.fields[part.field] = forms.CharField(label=part.title, required=False, widget=widget)


class OfOpenReport(OfReport):
    def above(self):
        return [
            {
                "url": reverse("annual_reports_admin_one", args=[self.report.pk]),
                "label": f"{self.report.organisation}{self.report.year}年年报",
            }
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_draft=self.report.state == ReportState.DRAFT, **kwargs)


class Texts(OfOpenReport, TemplateView):
    page_title = "编写六部分文字"
    template_name = "disclosure/reports/texts.html"

    def get_page_title(self):
        return self.page_title

    def get_context_data(self, **kwargs):
        initial = {part.field: getattr(self.report, part.field) for part in parts()}
        kwargs.setdefault("form", TextsForm(initial=initial))
        if self.request.GET.get("suggest"):
            suggested = drafts(self.report, tables(figures_of(self.report)))
            kwargs["suggested"] = [
                {"title": part.title, "text": suggested[part.field]} for part in parts() if suggested[part.field]
            ]
        return super().get_context_data(**kwargs)

    def post(self, request, *args, **kwargs):
        form = TextsForm(request.POST)
        if form.is_valid():
            try:
                saving = {"user": request.user, "revision": revision(request.POST)}
                SaveTexts(self.report, form.cleaned_data, **saving).execute()
            except ReportError as error:
                say(request, error)
            else:
                messages.success(request, "已保存。")
                return redirect("annual_reports_admin_one", self.report.pk)
        return render(request, self.template_name, self.get_context_data(form=form))


class OneFigure(OfOpenReport, TemplateView):
    template_name = "disclosure/reports/figure.html"

    def dispatch(self, request, report_id, table, row, column, *args, **kwargs):
        self.key = key_of(table, row, column)
        return super().dispatch(request, report_id, *args, **kwargs)

    def get_page_title(self):
        return figures_label(self.key)

    def get_context_data(self, **kwargs):
        figure = figures_of(self.report).get(self.key)
        lines, number = lines_of(self.report, self.key) if figure and figure.cell.counted else ([], 0)
        return super().get_context_data(
            figure=figure,
            lines=lines,
            number=number,
            cut=number > MOST,
            # The list is as things are now, the figure as they were counted.
            moved=bool(figure and figure.cell.counted and figure.base != number and not self.is_documents),
            **kwargs,
        )

    @property
    def is_documents(self) -> bool:
        """One document on several portals is listed as often, and counted once."""
        return self.key[0] == "2" and self.key[1] in ("rules", "normative")

    def post(self, request, *args, **kwargs):
        given = request.POST
        seen = {"user": request.user, "revision": revision(given)}
        try:
            if "enter" in given:
                EnterFigure(self.report, self.key, given.get("value", ""), **seen).execute()
            else:
                arguments = (given.get("value", ""), given.get("reason", ""))
                CorrectFigure(self.report, self.key, *arguments, **seen).execute()
        except ReportError as error:
            say(request, error)
            return render(request, self.template_name, self.get_context_data(given=given))
        messages.success(request, "已保存。")
        return redirect("annual_reports_admin_one", self.report.pk)


def figures_label(key) -> str:
    from disclosure.reports.form import cells

    return cells()[key].label
