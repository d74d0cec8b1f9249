"""送审、审核、退回: what is submitted is frozen, and approved by somebody else."""

from django.utils import timezone
from wagtail.rich_text import get_text_for_indexing

from disclosure.models import AnnualReport, ReportState, ReportVersion
from disclosure.reports.actions.base import OnDraft, OnReport
from disclosure.reports.checks import Fault, faults_of
from disclosure.reports.content import content_of, tables_in
from disclosure.reports.counting import count
from disclosure.reports.errors import DoesNotAddUp, NotAllowed
from disclosure.reports.figures import figures_of, tables
from disclosure.reports.form import parts
from disclosure.reports.permissions import ReportAction
from disclosure.reports.sums import Tables
from disclosure.reports.told import wrong_in

# Cells that a sentence names.
NAMED = 3
TO_DO = ("（请补充）", "（请核对）")  # what `drafting` leaves to people


def tables_of_last_year(report: AnnualReport) -> Tables | None:
    """As the public has them; a report that was only drafted binds nobody."""
    versions = ReportVersion.objects.filter(report__organisation=report.organisation_id, report__year=report.year - 1)
    newest = versions.filter(report__withdrawn_at=None).order_by("-number").first()
    return tables_in(newest.content) if newest else None


def faults_in(report: AnnualReport) -> list[Fault]:
    """All that stands between a draft and its submission; of one that was submitted, of what was submitted."""
    shown = tables_in(report.snapshot) if report.snapshot else tables(figures_of(report))
    found = faults_of(shown, report.year, tables_of_last_year(report))
    if not report.snapshot:
        found += outdated(report)
    for part in parts():
        text = get_text_for_indexing(getattr(report, part.field)).strip()
        if not part.table and not text:
            found.append(Fault(f"“{part.title}”还没有写。"))
        for mark in TO_DO:
            if mark in text:
                found.append(Fault(f"“{part.title}”里还有“{mark}”，请补写或删去。"))
        found += misquoted(part.title, getattr(report, part.field), shown)
    return found


def misquoted(title: str, text: str, shown: Tables) -> list[Fault]:
    """One fault a part: its words tell other numbers than its tables."""
    wrong = wrong_in(text, shown)
    if not wrong:
        return []
    told = "、".join(f"“{one.said}”应为“{one.right}”（{one.label}）" for one in wrong[:NAMED])
    more = f"等 {len(wrong)} 处" if len(wrong) > NAMED else ""
    reason = f"“{title}”的文字与表中的数字不符：{told}{more}。请点“按表中数字改正文字”，或自己改写。"
    return [Fault(reason, in_text=True)]


def outdated(report: AnnualReport) -> list[Fault]:
    """What the platform counts otherwise by now: an application was closed, a decision entered since."""
    now, kept = count(report.organisation, report.year), figures_of(report)
    changed = tuple(key for key, number in now.items() if key in kept and kept[key].row.counted != number)
    if not changed:
        return []
    names = "、".join(kept[key].cell.label for key in changed[:NAMED])
    more = f"等 {len(changed)} 个数字" if len(changed) > NAMED else ""
    return [Fault(f"统计之后数据又有变化：{names}{more}与现在的数据不符，请点“重新统计”。", changed)]


def refuse_faults(report: AnnualReport) -> None:
    if found := faults_in(report):
        raise DoesNotAddUp(*(fault.reason for fault in found))


class Submit(OnDraft):
    verb = "submit"

    def done_before(self, report):
        return report.state == ReportState.SUBMITTED

    def change(self, report):
        if timezone.localdate(self.now).year <= report.year:
            raise NotAllowed(f"{report.year} 年还没有结束，数字还会变化；请在 {report.year + 1} 年 1 月送审。")
        refuse_faults(report)
        report.snapshot = content_of(report, tables(figures_of(report)))
        report.state, report.sent_back = ReportState.SUBMITTED, ""
        report.submitted_at, report.submitted_by = self.now, self.user
        report.approved_at = report.approved_by = None


class Approve(OnReport):
    """By a second person."""

    right = ReportAction.APPROVE
    states = (ReportState.SUBMITTED,)
    verb = "approve"

    def done_before(self, report):
        return report.state == ReportState.APPROVED and report.approved_by == self.user

    def change(self, report):
        if self.user is not None and self.user.pk == report.submitted_by_id:
            raise NotAllowed("送审的人不能自己审核，请由另一位有发布权的同事审核。")
        refuse_faults(report)
        report.state, report.approved_at, report.approved_by = ReportState.APPROVED, self.now, self.user


class SendBack(OnReport):
    """To be changed; by the reviewer with words, or taken back by whoever submitted it."""

    states = (ReportState.SUBMITTED, ReportState.APPROVED)
    verb = "send_back"

    def __init__(self, report, words: str = "", **arguments):
        super().__init__(report, **arguments)
        self.words = words.strip()

    def change(self, report):
        own = self.user is None or self.user.pk == report.submitted_by_id
        if not own and not self.words:
            raise NotAllowed("请写明退回的原因。")
        if not own:
            SendBack.refuse_without_right(self.user, report)
        report.state, report.snapshot, report.sent_back = ReportState.DRAFT, None, self.words[:500]
        report.approved_at = report.approved_by = None
        return {"words": self.words[:500]}

    @staticmethod
    def refuse_without_right(user, report):
        from disclosure.reports.actions.base import NO_RIGHT
        from disclosure.reports.permissions import may

        if not may(user, ReportAction.APPROVE, report.portal):
            raise NotAllowed(NO_RIGHT[ReportAction.APPROVE])


class Reopen(OnReport):
    """更正年报: a published or withdrawn one becomes a draft again; what the public reads stays as it is."""

    states = (ReportState.PUBLISHED, ReportState.WITHDRAWN)
    verb = "reopen"

    def change(self, report):
        report.state, report.snapshot = ReportState.DRAFT, None
        report.submitted_at = report.submitted_by = report.approved_at = report.approved_by = None
