"""Submissions as lists ask for them: what waits, what a portal handed in, and the figures of the report (通报)."""

from dataclasses import dataclass

from django.db.models import Count, Q

from gazette.models import Submission, SubmissionState
from gazette.states import IssueState
from sites.permissions import PortalAction, policy

# Taken up and thrown out of the issue again: it waits as before.
WAITING = Q(state=SubmissionState.WAITING) | Q(state=SubmissionState.ACCEPTED, entry__isnull=True)
PRINTED = Q(state=SubmissionState.ACCEPTED, entry__issue__state=IssueState.PUBLISHED)
TAKEN = Q(state=SubmissionState.ACCEPTED, entry__isnull=False)


def submissions_to(gazette):
    return Submission.objects.filter(gazette=gazette).select_related("page", "portal", "entry__issue", "submitted_by")


def submissions_of(user):
    """What was handed in from the portals on which the user writes."""
    portals = policy.portals_for(user, PortalAction.WRITE)
    return Submission.objects.filter(portal__in=portals).select_related(
        "page", "portal", "gazette", "entry__issue__gazette"
    )


def status_of(submission) -> str:
    """In the words of those who handed it in."""
    if submission.state == SubmissionState.DECLINED:
        return "未选用"
    if submission.state == SubmissionState.WAITING or submission.entry is None:
        return "待选用"
    issue = submission.entry.issue
    if issue.state == IssueState.PUBLISHED:
        return f"已刊登（{issue.year}年第{issue.number}期）"
    # Of an issue in the making nobody outside learns the number.
    return "已选用"


@dataclass(frozen=True)
class BodyFigures:
    name: str
    submitted: int
    waiting: int
    taken: int
    printed: int
    declined: int


def report(gazette, since, until) -> list[BodyFigures]:
    """报送刊登情况 by portal between two days, both included; one query."""
    handed_in = Submission.objects.filter(
        gazette=gazette, submitted_at__date__gte=since, submitted_at__date__lte=until
    ).order_by()
    rows = handed_in.values("portal__name").annotate(
        submitted=Count("pk"),
        waiting=Count("pk", filter=WAITING),
        taken=Count("pk", filter=TAKEN & ~PRINTED),
        printed=Count("pk", filter=PRINTED),
        declined=Count("pk", filter=Q(state=SubmissionState.DECLINED)),
    )
    figures = [BodyFigures(row.pop("portal__name"), **row) for row in rows]
    return sorted(figures, key=lambda one: (-one.printed, -one.submitted, one.name))
