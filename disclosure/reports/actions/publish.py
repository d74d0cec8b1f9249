"""Publishing an approved report in its column, replacing what it corrects, taking it down."""

import datetime

from django.utils import timezone
from django.utils.html import format_html
from wagtail.models import Page

from cms_core.models import ArticlePage
from disclosure.models import AnnualReport, ReportState, ReportVersion
from disclosure.reports.actions.base import OnReport
from disclosure.reports.actions.review import refuse_faults
from disclosure.reports.bodies import column_of
from disclosure.reports.body import body_of
from disclosure.reports.content import title_of
from disclosure.reports.errors import NotAllowed
from disclosure.reports.files.made import Files, keep_files, make_files
from disclosure.reports.permissions import ReportAction

NOTE = 500


class PublishReport(OnReport):
    """`note` says what was corrected; a first version needs none. `lacking` then says why there is no PDF.

    `published_at` is for what was published elsewhere before (imports, the demo); `page` an article that stands for it.
    """

    right = ReportAction.PUBLISH
    states = (ReportState.APPROVED,)
    verb = "publish"

    def __init__(self, report, note: str = "", *, page=None, published_at=None, pdf=True, **arguments):
        super().__init__(report, **arguments)
        self.note, self.page, self.published_at = note.strip()[:NOTE], page, published_at
        self.pdf, self.files, self.made_of = pdf, Files(), None

    def execute(self) -> AnnualReport:
        """Raises ReportError. Files take a second: they are made before the row is held."""
        report = AnnualReport.objects.select_related("organisation").get(pk=self.report.pk)
        if report.state == ReportState.APPROVED:
            self.made_of = report.snapshot
            self.files = make_files(report.snapshot, self.moment, self.note_html, pdf=self.pdf)
        return super().execute()

    @property
    def moment(self) -> datetime.datetime:
        return self.published_at or self.now

    @property
    def note_html(self) -> str:
        return str(format_html("<p>更正说明：{}</p>", self.note)) if self.note else ""

    def told(self, report, number: int) -> str:
        """At the head of a corrected one: what was corrected, and where the version before it is kept."""
        if number == 1:
            return ""
        before = format_html(
            '<p><a href="/disclosure/reports/{}/{}.html">查看更正前的版本</a></p>', report.pk, number - 1
        )
        return f"{self.note_html}{before}"

    def done_before(self, report):
        return report.state == ReportState.PUBLISHED

    def change(self, report):
        last = report.versions.order_by("-number").first()
        if last and not self.note:
            raise NotAllowed("这份年报以前发布过，请写明这次更正了什么；公众会看到这段说明。")
        if self.made_of != report.snapshot:
            raise NotAllowed("年报内容刚刚有变化，请刷新页面后再发布。")
        refuse_faults(report)
        column = column_of(report.portal)
        if column is None:
            raise NotAllowed(
                f"“{report.portal}”没有已发布的“政府信息公开年报”栏目，请先按站点模板补建该栏目（栏目须保留模板标识）。"
            )
        number = last.number + 1 if last else 1
        self.publish(report, column, number)
        ReportVersion.objects.create(
            report=report,
            number=number,
            content=report.snapshot,
            note=self.note,
            published_at=self.moment,
            published_by=self.user,
        )
        report.state, report.withdrawn_at, report.withdrawn_reason = ReportState.PUBLISHED, None, ""
        report.published_on = report.published_on or timezone.localdate(self.moment)
        return {"version": number, "note": self.note}

    def publish(self, report, column, number: int) -> None:
        content = report.snapshot
        page = self.page or ArticlePage.objects.filter(pk=report.page_id).first()
        attached = keep_files(self.files, content, report.portal, self.user)
        if page is None:
            page = ArticlePage(live=False, owner=self.user, title=title_of(content))
            page.published_at = self.published_at
            Page.objects.get(pk=column.pk).add_child(instance=page)
        page.title = title_of(content)
        page.source = content["name"][:100]
        page.keywords = "政府信息公开,年度报告"
        page.summary = f"{title_of(content)}{'（更正）' if number > 1 else ''}"
        page.body = body_of(content, attached, self.told(report, number))
        page.save_revision(user=self.user).publish(user=self.user)
        report.page_id = page.pk


class WithdrawReport(OnReport):
    """Its address answers 410 from then on; versions stay with the report, for those who work on it."""

    right = ReportAction.PUBLISH
    states = tuple(ReportState)
    verb = "withdraw"

    def __init__(self, report, reason: str = "", **arguments):
        super().__init__(report, **arguments)
        self.reason = reason.strip()[:200]

    def done_before(self, report):
        return report.withdrawn_at is not None

    def change(self, report):
        if report.page_id is None:
            raise NotAllowed("这份年报还没有发布过，没有可以撤下的页面。")
        if not self.reason:
            raise NotAllowed("请写明撤下的原因。")
        page = ArticlePage.objects.filter(pk=report.page_id, live=True).first()
        if page is not None:
            page.unpublish(user=self.user)
        report.withdrawn_at, report.withdrawn_reason = self.now, self.reason
        if report.state == ReportState.PUBLISHED:
            report.state = ReportState.WITHDRAWN
        return {"reason": self.reason}
