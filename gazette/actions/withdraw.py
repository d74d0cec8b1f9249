"""撤回 and 恢复: a published issue is taken from the public with a reason, and given back by another approver."""

from django.db import transaction
from django.utils import timezone

from gazette.actions.events import Event, record
from gazette.actions.locked import locked_issue
from gazette.actions.publish import show
from gazette.checks.first_prints import printed_since
from gazette.errors import GazetteError, NotAllowed
from gazette.models import Issue, IssuePage
from gazette.permissions import GazetteAction, may
from gazette.signals import issue_published, issue_withdrawn
from gazette.signing.verify import verify_issue
from gazette.states import IssueState

REASON = 200


def checked_reason(reason: str) -> str:
    reason = " ".join(reason.split())
    if len(reason) < 2:
        raise GazetteError("请写明原因。")
    if len(reason) > REASON:
        raise GazetteError(f"原因请控制在 {REASON} 字以内，现有 {len(reason)} 字。")
    return reason


class WithdrawIssue:
    """Its addresses and files answer 410 from then on; texts, manifests and the record of it stay."""

    def __init__(self, issue: Issue, *, user, reason: str):
        self.issue, self.user, self.reason = issue, user, reason

    def execute(self) -> Issue:
        reason = checked_reason(self.reason)
        with transaction.atomic():
            issue = locked_issue(self.issue)
            if not may(self.user, GazetteAction.APPROVE, issue.gazette):
                raise NotAllowed("您没有撤回这份公报的权限。")
            if issue.state != IssueState.PUBLISHED:
                raise NotAllowed(f"这一期现在是“{issue.get_state_display()}”，只有已发布的期可以撤回；请刷新页面。")
            issue.state = IssueState.WITHDRAWN
            face, issue.page_id = issue.page_id, None
            issue.save(update_fields=["state", "page"])
            # Page by page, so that the catalogue, feeds and the index hear of it.
            for page in IssuePage.objects.filter(pk=face):
                page.delete()
            record(issue, Event.WITHDRAWN, reason, by=self.user)
            issue_withdrawn.send(Issue, issue=issue)
        self.issue.refresh_from_db()
        return self.issue


class RestoreIssue:
    """Two people: not the one who withdrew it. The texts are those that were public before, under the same address."""

    def __init__(self, issue: Issue, *, user, reason: str, now=None):
        self.issue, self.user, self.reason = issue, user, reason
        self.now = now or timezone.now()

    def execute(self) -> Issue:
        reason = checked_reason(self.reason)
        self.check(self.issue)
        # Reads every file: not while others wait for the row.
        if problems := verify_issue(self.issue):
            raise GazetteError("这一期与签名的清单不一致，不能恢复", *(str(problem) for problem in problems[:5]))
        with transaction.atomic():
            issue = locked_issue(self.issue)
            self.check(issue)
            show(issue, self.now)
            record(issue, Event.RESTORED, reason, by=self.user)
            issue_published.send(Issue, issue=issue)
        self.issue.refresh_from_db()
        return self.issue

    def check(self, issue: Issue) -> None:
        if not may(self.user, GazetteAction.APPROVE, issue.gazette):
            raise NotAllowed("您没有恢复这份公报的权限。")
        if issue.state != IssueState.WITHDRAWN:
            raise NotAllowed(f"这一期现在是“{issue.get_state_display()}”，只有已撤回的期可以恢复；请刷新页面。")
        last = issue.events.filter(action=Event.WITHDRAWN).order_by("-pk").first()
        if last and last.by_id == self.user.pk:
            raise NotAllowed("撤回和恢复须由两个人分别进行，请由另一位审核人恢复。")
        if reasons := printed_since(issue):
            raise GazetteError(*reasons)
