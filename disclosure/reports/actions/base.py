"""What all that is done with a report has in common: the row is held, rights and revision are asked, it is logged."""

import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from disclosure.models import AnnualReport, ReportState
from disclosure.reports.errors import ChangedMeanwhile, NotAllowed
from disclosure.reports.figures import figures_of, tables
from disclosure.reports.form import parts
from disclosure.reports.permissions import ReportAction, may
from disclosure.reports.told import renewed

NO_RIGHT = {
    ReportAction.EDIT: "您没有编制这个单位年报的权限。",
    ReportAction.APPROVE: "您没有审核这个单位年报的权限，请交由有发布权的同事办理。",
    ReportAction.PUBLISH: "您没有在这个门户发布的权限，请交由有发布权的同事办理。",
}


class OnReport:
    """`user` None is the platform itself. `revision`: what the person saw; None does not ask."""

    right = ReportAction.EDIT
    states: tuple[ReportState, ...] = ()
    verb = ""

    def __init__(self, report: AnnualReport, *, user=None, revision: int | None = None, now=None):
        self.report, self.user, self.revision = report, user, revision
        self.now: datetime.datetime = now or timezone.now()

    @transaction.atomic
    def execute(self) -> AnnualReport:
        """Raises ReportError."""
        found = AnnualReport.objects.select_for_update(of=("self",)).select_related("organisation", "portal__home")
        report = found.get(pk=self.report.pk)
        if self.user is not None and not may(self.user, self.right, report.portal):
            raise NotAllowed(NO_RIGHT[self.right])
        if self.done_before(report):
            return report
        if self.revision is not None and self.revision != report.revision:
            raise ChangedMeanwhile("这份年报刚刚被别人改过，请刷新页面后再操作。")
        if report.state not in self.states:
            raise NotAllowed(self.wrong_state(report))
        data = self.change(report)
        report.revision += 1
        report.save()
        log(report, f"disclosure.report.{self.verb}", user=self.user, data=data or None)
        return report

    def done_before(self, report: AnnualReport) -> bool:
        """A second click changes nothing."""
        return False

    def wrong_state(self, report: AnnualReport) -> str:
        return f"年报现在的状态是“{report.get_state_display()}”，不能这样操作。"

    def change(self, report: AnnualReport) -> dict | None:
        """Of the row that is held; it is saved after this. Returns what the log keeps."""
        raise NotImplementedError


class OnDraft(OnReport):
    states = (ReportState.DRAFT,)

    def wrong_state(self, report):
        if report.state == ReportState.PUBLISHED:
            return "年报已发布。要更正，请先点“更正年报”；公众看到的旧版在重新发布之前不变。"
        return f"年报现在的状态是“{report.get_state_display()}”，送审后不能改动。要改请先退回。"


class OnFigures(OnDraft):
    """Sentences that stand in the texts as the platform suggested them follow what `change_figures` changes."""

    def change(self, report):
        before = tables(figures_of(report))
        data = self.change_figures(report)
        after = tables(figures_of(report))
        for part in parts():
            setattr(report, part.field, renewed(getattr(report, part.field), before, after))
        return data

    def change_figures(self, report: AnnualReport) -> dict | None:
        """Returns what the log keeps."""
        raise NotImplementedError
