"""One report: its checks, tables, texts, corrections, versions, and what may be done with it now."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.generic import TemplateView, View

from cms_core.typesetting.errors import TypesettingFailed
from disclosure.models import ReportCorrection, ReportState
from disclosure.reports.actions import edit, make, publish, review
from disclosure.reports.admin.base import Does, OfReport
from disclosure.reports.bodies import due_on
from disclosure.reports.content import content_of, tables_in, title_of
from disclosure.reports.figures import figures_of, tables
from disclosure.reports.files.docx import docx_of
from disclosure.reports.files.pdf import pdf_of
from disclosure.reports.files.workbook import workbook_of
from disclosure.reports.form import cells, parts
from disclosure.reports.grids import grid_of
from disclosure.reports.permissions import ReportAction, may
from disclosure.reports.published import published

DRAFT, SUBMITTED, APPROVED = ReportState.DRAFT, ReportState.SUBMITTED, ReportState.APPROVED
FORMS = {
    "pdf": (pdf_of, "application/pdf"),
    "docx": (docx_of, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (
        lambda content, moment: workbook_of(content),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


class One(OfReport, TemplateView):
    template_name = "disclosure/reports/one.html"

    def get_context_data(self, **kwargs):
        report, user, today = self.report, self.request.user, timezone.localdate()
        figures = figures_of(report)
        shown = tables_in(report.snapshot) if report.snapshot else tables(figures)
        faults = review.faults_in(report)
        marked = {key for fault in faults for key in fault.keys[:1]}
        corrected = {key for key, figure in figures.items() if figure.correction}
        due = due_on(report.organisation, report.year)
        return super().get_context_data(
            faults=faults,
            misquoted=any(fault.in_text for fault in faults),
            due=due,
            late=today > due and not self.is_published(),
            parts=[
                {
                    "title": part.title,
                    "text": getattr(report, part.field),
                    "grid": self.grid(grid_of(part.table, shown), marked, corrected) if part.table else None,
                }
                for part in parts()
            ],
            corrections=self.corrections(),
            versions=list(report.versions.select_related("published_by")),
            page_url=report.url,
            may_review=may(user, ReportAction.APPROVE, report.portal),
            own=user.pk == report.submitted_by_id,
            is_draft=report.state == DRAFT,
            is_submitted=report.state == SUBMITTED,
            is_approved=report.state == APPROVED,
            is_done=report.state in (ReportState.PUBLISHED, ReportState.WITHDRAWN),
            **kwargs,
        )

    def is_published(self) -> bool:
        years = published([self.report.portal], self.report.year).get(self.report.organisation_id, {})
        return self.report.year in years

    def grid(self, grid, marked, corrected) -> dict:
        rows = [
            [
                {
                    "cell": cell,
                    "url": self.figure_url(cell.key) if cell.key in cells() else "",
                    "wrong": cell.key in marked,
                    "corrected": cell.key in corrected,
                }
                for cell in row
            ]
            for row in grid.by_row()
        ]
        return {"caption": grid.caption, "head": rows[: grid.head], "body": rows[grid.head :]}

    def figure_url(self, key) -> str:
        return reverse("annual_reports_admin_figure", args=[self.report.pk, *key])

    def corrections(self) -> list[dict]:
        """All of them, those taken back too: the reviewer sees who changed what, and why."""
        rows = ReportCorrection.objects.filter(figure__report=self.report)
        return [
            {
                "row": row,
                "label": cells()[key].label,
                "url": self.figure_url(key),
            }
            for row in rows.select_related("figure", "by", "taken_back_by")
            if (key := (row.figure.table, row.figure.row, row.figure.column)) in cells()
        ]


class File(OfReport, View):
    """The report as it is now, as a file; what is published has its own."""

    def get(self, request, form):
        if form not in FORMS:
            raise Http404
        write, media_type = FORMS[form]
        content = self.report.snapshot or content_of(self.report, tables(figures_of(self.report)))
        try:
            data = write(content, timezone.now())
        except TypesettingFailed as error:
            return HttpResponse("\n".join(error.reasons), status=503, content_type="text/plain; charset=utf-8")
        name = f"{title_of(content)}{'' if self.report.snapshot else '（草稿）'}.{form}"
        return HttpResponse(
            data,
            content_type=media_type,
            headers={"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "no-store"},
        )


class Recount(Does):
    def action(self, given):
        return make.Recount(self.report, **self.seen(given))

    def said(self, action):
        return f"已重新统计：{action.changed} 个数字有变化。" if action.changed else "已重新统计，数字没有变化。"


class PutTextsRight(Does):
    done = "已按表中的数字改正文字，请再读一遍各部分。"

    def action(self, given):
        return edit.PutTextsRight(self.report, **self.seen(given))


class Submit(Does):
    done = "已送审。数字和文字已定稿，由另一位有发布权的同事审核。"

    def action(self, given):
        return review.Submit(self.report, **self.seen(given))


class Approve(Does):
    done = "已审核通过，可以发布。"

    def action(self, given):
        return review.Approve(self.report, **self.seen(given))


class SendBack(Does):
    done = "已退回，可以修改后再送审。"

    def action(self, given):
        return review.SendBack(self.report, given.get("words", ""), **self.seen(given))


class Reopen(Does):
    done = "可以更正了。公众看到的仍是原来的版本，重新发布后替换，并说明更正了什么。"

    def action(self, given):
        return review.Reopen(self.report, **self.seen(given))


class Publish(Does):
    def action(self, given):
        return publish.PublishReport(self.report, given.get("note", ""), **self.seen(given))

    def said(self, action):
        lacking = f"没有附 PDF：{'；'.join(action.files.lacking)}" if action.files.lacking else ""
        return f"已发布到“政府信息公开年报”栏目。{lacking}"


class Withdraw(Does):
    done = "已撤下，公开地址不再展示这份年报。"

    def action(self, given):
        return publish.WithdrawReport(self.report, given.get("reason", ""), **self.seen(given))


class TakeBack(Does):
    done = "已撤销这条更正，记录保留。"

    def action(self, given):
        text = given.get("correction", "")
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0
        return edit.TakeBackCorrection(self.report, number, **self.seen(given))
