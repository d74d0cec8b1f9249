"""The way of an issue to the public, as the workbench's panel offers it: hand in, send back, approve, withdraw."""

import datetime

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.generic import View
from wagtail.admin import messages

from gazette.actions.approve import ApproveIssue
from gazette.actions.send_back import SendBackIssue, may_send_back
from gazette.actions.submit import SubmitIssue
from gazette.actions.withdraw import RestoreIssue, WithdrawIssue
from gazette.admin.arrange import number
from gazette.admin.base import OfIssue, say, workbench_url
from gazette.errors import GazetteError
from gazette.permissions import GazetteAction, may, may_approve
from gazette.states import IssueState

OPENING = datetime.time(9)
DONE = {
    "submit": "已送审，清样定稿。请另一位审核人审读后批准。",
    "send_back": "已退回编辑。",
    "approve": "已批准，到时自动发布。",
    "withdraw": "已撤回，公众不再看到这一期。",
    "restore": "已恢复发布。",
}


class ChangeState(OfIssue, View):
    http_method_names = ["get", "post"]
    action = GazetteAction.SEE

    def get(self, request, *args, **kwargs):
        """Who was signed out at the click comes back here from the login page."""
        return redirect(workbench_url(self.issue))

    def post(self, request, *args, **kwargs):
        verb = request.POST.get("do", "")
        try:
            action = self.action_for(verb)
            action.execute()
        except GazetteError as error:
            say(request, error)
        else:
            messages.success(request, DONE[verb])
            if warning := getattr(action, "warning", ""):
                messages.warning(request, warning)
        return redirect(workbench_url(self.issue))

    def action_for(self, verb):
        post, user = self.request.POST, self.request.user
        reason = post.get("reason", "")
        match verb:
            case "submit":
                return SubmitIssue(self.issue, user=user, revision=number(post.get("revision")))
            case "send_back":
                return SendBackIssue(self.issue, user=user, reason=reason)
            case "approve":
                moment = typed_moment(post.get("publish_at", ""))
                digest = post.get("proof_digest", "")
                return ApproveIssue(self.issue, user=user, publish_at=moment, proof_digest=digest)
            case "withdraw":
                return WithdrawIssue(self.issue, user=user, reason=reason)
            case "restore":
                return RestoreIssue(self.issue, user=user, reason=reason)
        raise GazetteError("不明白要做什么，请刷新页面后重试。")


def typed_moment(text: str) -> datetime.datetime:
    try:
        moment = parse_datetime(text.strip())
    except ValueError:
        moment = None
    if moment is None:
        raise GazetteError("请填写发布时刻，如 2026-01-15T09:00。")
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


def proposed_moment(issue, now: datetime.datetime) -> datetime.datetime:
    """The publication day at nine, or the next full hour when that has passed."""
    if issue.publication_day:
        morning = timezone.make_aware(datetime.datetime.combine(issue.publication_day, OPENING))
        if morning > now:
            return morning
    return timezone.localtime(now).replace(minute=0, second=0, microsecond=0) + datetime.timedelta(hours=1)


def rights_of(user, issue) -> dict[str, bool]:
    """What the panel offers this person in this state; the actions ask again."""
    approver = may(user, GazetteAction.APPROVE, issue.gazette)
    editor = may(user, GazetteAction.EDIT, issue.gazette)
    return {
        "may_edit": editor and issue.is_editable,
        "may_submit": editor and issue.is_editable,
        "may_send_back": may_send_back(user, issue),
        "may_approve": issue.state == IssueState.SUBMITTED and may_approve(user, issue),
        "is_own": issue.state == IssueState.SUBMITTED and approver and issue.submitted_by_id == user.pk,
        "may_withdraw": approver and issue.state == IssueState.PUBLISHED,
        "may_restore": approver and issue.state == IssueState.WITHDRAWN,
    }
