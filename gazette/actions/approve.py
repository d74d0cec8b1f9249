"""批准: what was read is sealed for its minute, by another person than the one who handed it in (先审后发)."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gazette.actions.events import Event, record
from gazette.actions.locked import locked_issue
from gazette.errors import GazetteError, NotAllowed
from gazette.models import Issue
from gazette.permissions import GazetteAction, may, may_approve
from gazette.signing.check_entries import changed_since_sealed
from gazette.signing.proof import proof_digest_of
from gazette.states import IssueState

LATE = datetime.timedelta(minutes=1)  # the form was filled in within it
NAMED = 5  # earlier issues that a warning names
FAR = datetime.timedelta(days=366)


class ApproveIssue:
    """`proof_digest` is that of the proof the approver read: it must be what the issue holds now.

    `publish_at`: the minute from which it is public, aware of its time zone. Enqueues the making of its editions.
    Raises NotAllowed and GazetteError with all reasons.
    """

    def __init__(self, issue: Issue, *, user, publish_at: datetime.datetime, proof_digest: str, now=None):
        self.issue, self.user, self.publish_at, self.proof_digest = issue, user, publish_at, proof_digest
        self.now = now or timezone.now()
        self.warning = ""

    def execute(self) -> Issue:
        with transaction.atomic():
            issue = locked_issue(self.issue)
            self.check(issue)
            issue.state = IssueState.APPROVED
            issue.publish_at = self.publish_at
            issue.approved_by = self.user
            issue.save(update_fields=["state", "publish_at", "approved_by"])
            moment = timezone.localtime(self.publish_at).strftime("%Y年%-m月%-d日%H:%M")
            record(issue, Event.APPROVED, f"定于{moment}发布", by=self.user)
            said = [off_its_day(issue, timezone.localtime(self.publish_at).date()), out_of_turn(issue, self.publish_at)]
            self.warning = " ".join(filter(None, said))
            # After the commit: a worker that is quicker would not find it approved.
            transaction.on_commit(lambda: enqueue_preparation(issue.pk))
        self.issue.refresh_from_db()
        return self.issue

    def check(self, issue: Issue) -> None:
        if not may(self.user, GazetteAction.APPROVE, issue.gazette):
            raise NotAllowed("您没有批准这份公报的权限。")
        if not may_approve(self.user, issue):
            raise NotAllowed("送审和批准须由两个人分别进行，请由另一位审核人批准。")
        if issue.state != IssueState.SUBMITTED:
            raise NotAllowed(f"这一期现在是“{issue.get_state_display()}”，只有待审的期可以批准；请刷新页面。")
        if reasons := list(self.reasons(issue)):
            raise GazetteError(*reasons)

    def reasons(self, issue: Issue):
        if not self.proof_digest or self.proof_digest != issue.proof_digest:
            yield "清样已变，与您审读的不是同一份，请重新审读后再批准。"
        elif changed := changed_since_sealed(issue):
            yield f"清样定稿后内容被改动：{'、'.join(changed)}；请退回后重新送审。"
        elif proof_digest_of(issue) != issue.proof_digest:
            yield "清样定稿后期的要素或文件被改动，请退回后重新送审。"
        if timezone.is_naive(self.publish_at):
            yield "发布时刻没有时区，无法确定是哪一分钟。"
        elif self.publish_at < self.now - LATE:
            yield "发布时刻已经过去，请选择现在或将来的时刻。"
        elif self.publish_at > self.now + FAR:
            yield "发布时刻在一年以后，请核对年份。"


def off_its_day(issue: Issue, day: datetime.date) -> str:
    """What to look at when the issue is not published on the day that it bears."""
    if not issue.publication_day or day == issue.publication_day:
        return ""
    relation = "早于" if day < issue.publication_day else "晚于"
    return f"发布时刻（{day}）{relation}本期的出版日期（{issue.publication_day}），请核对；要改正的，可退回编辑。"


def out_of_turn(issue: Issue, publish_at: datetime.datetime) -> str:
    """Readers would find issue 35 before 34: which earlier ones are in the making and not out by that minute."""
    earlier = Q(year__lt=issue.year) | Q(year=issue.year, number__lt=issue.number)
    unfinished = Q(state__in=(IssueState.DRAFTING, IssueState.SUBMITTED))
    later = Q(state=IssueState.APPROVED, publish_at__gt=publish_at)
    found = Issue.objects.filter(earlier, unfinished | later, gazette=issue.gazette_id).order_by("year", "number")
    names = "、".join(f"{year}年第{number}期" for year, number in found.values_list("year", "number")[:NAMED])
    return f"在它前面的{names}届时还没有发布，请核对先后；要改正的，可退回编辑。" if names else ""


def enqueue_preparation(issue_id: int) -> None:
    from gazette.actions.prepare import prepare_issue

    prepare_issue.enqueue(issue_id)
