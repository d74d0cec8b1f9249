"""退回: what was handed in or approved goes back to its editors, and its seal is opened."""

from django.db import transaction
from django.db.models import F

from gazette.actions.events import Event, record
from gazette.actions.locked import locked_issue
from gazette.actions.seal import open_seal
from gazette.actions.withdraw import checked_reason
from gazette.errors import NotAllowed
from gazette.models import Issue
from gazette.permissions import GazetteAction, may
from gazette.states import IssueState

RETURNABLE = (IssueState.SUBMITTED, IssueState.APPROVED)


def may_send_back(user, issue: Issue) -> bool:
    """An approver; also whoever handed it in, while nobody has approved it."""
    if issue.state not in RETURNABLE:
        return False
    if may(user, GazetteAction.APPROVE, issue.gazette):
        return True
    own = issue.state == IssueState.SUBMITTED and issue.submitted_by_id == user.pk
    return own and may(user, GazetteAction.EDIT, issue.gazette)


class SendBackIssue:
    """Raises NotAllowed, and GazetteError without a reason. Once the issue is out it is withdrawn instead."""

    def __init__(self, issue: Issue, *, user, reason: str):
        self.issue, self.user, self.reason = issue, user, reason

    def execute(self) -> Issue:
        reason = checked_reason(self.reason)
        with transaction.atomic():
            # Takes the row first, so that it is not published in the middle of this.
            rows = Issue.objects.filter(pk=self.issue.pk, state__in=RETURNABLE)
            found = rows.update(revision=F("revision") + 1)
            issue = locked_issue(self.issue)
            if not found:
                raise NotAllowed(
                    f"这一期现在是“{issue.get_state_display()}”，只有待审和待发布的期可以退回；请刷新页面。"
                )
            if not may_send_back(self.user, issue):
                raise NotAllowed("只有审核人可以退回；送审人本人只能在批准之前撤回送审。")
            issue.state = IssueState.DRAFTING
            issue.publish_at = issue.submitted_by = issue.approved_by = None
            issue.proof_digest = ""
            issue.save(update_fields=["state", "publish_at", "submitted_by", "approved_by", "proof_digest"])
            open_seal(issue)
            record(issue, Event.SENT_BACK, reason, by=self.user)
        self.issue.refresh_from_db()
        return self.issue
