"""What the pages of one report share: which it is, may this person work on it, and the way back."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from disclosure.models import AnnualReport
from disclosure.reports.errors import ReportError
from disclosure.reports.form import cells
from disclosure.reports.permissions import ReportAction, may

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "首页"}
ALL = {"url": reverse_lazy("annual_reports_admin"), "label": "信息公开年报"}
SAID = 8


class OfReport(WagtailAdminTemplateMixin):
    """404 for what is not there, 403 for who does not work there."""

    header_icon = "doc-full"

    def dispatch(self, request, report_id, *args, **kwargs):
        related = ("organisation", "portal__home", "portal__site", "submitted_by", "approved_by")
        self.report = get_object_or_404(AnnualReport.objects.select_related(*related), pk=report_id)
        if not may(request.user, ReportAction.EDIT, self.report.portal):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return f"{self.report.organisation}{self.report.year}年年报"

    def above(self):
        return []

    def get_breadcrumbs_items(self):
        return [HOME, ALL, *self.above(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(report=self.report, **kwargs)


class Does(OfReport, View):
    """A button: does it, says so or why not, and goes back to the report."""

    http_method_names = ["post"]
    done = "已完成。"

    def post(self, request, *args, **kwargs):
        try:
            action = self.action(request.POST)
            action.execute()
        except ReportError as error:
            say(request, error)
        else:
            messages.success(request, self.said(action))
        return redirect(self.back())

    def action(self, given):
        raise NotImplementedError

    def said(self, action) -> str:
        return self.done

    def back(self):
        return reverse_lazy("annual_reports_admin_one", args=[self.report.pk])

    def seen(self, given) -> dict:
        return {"user": self.request.user, "revision": revision(given)}


def revision(given) -> int | None:
    text = given.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def key_of(table: str, row: str, column: str):
    """404 for a cell that the form has not."""
    if (table, row, column) not in cells():
        raise Http404
    return table, row, column


def say(request, error) -> None:
    """All reasons, a long list cut."""
    for reason in error.reasons[:SAID]:
        messages.error(request, reason)
    if len(error.reasons) > SAID:
        messages.error(request, f"还有 {len(error.reasons) - SAID} 处，见“勾稽校验”。")
