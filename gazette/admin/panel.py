"""公报 on the admin's first page: issues that are being made, to be read or to come out, and 报送 that wait."""

from django.db.models import Count
from wagtail.admin.ui.components import Component

from gazette.models import Issue, Submission
from gazette.permissions import GazetteAction, gazettes_for, may, may_approve
from gazette.states import IssueState
from gazette.submissions.queries import WAITING

UNDER_WAY = (IssueState.SUBMITTED, IssueState.DRAFTING, IssueState.APPROVED)
SHOWN = 10


class GazettePanel(Component):
    """Nothing for those who make no gazette, and where nothing waits."""

    name = "gazette"
    template_name = "gazette/admin/panel.html"
    order = 15

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        gazettes = gazettes_for(user)
        if not gazettes:
            return {"issues": [], "incoming": []}
        issues = list(
            Issue.objects.filter(gazette__in=gazettes, state__in=UNDER_WAY)
            .select_related("gazette__column", "gazette__portal")
            .order_by("publication_day", "year", "number")
        )
        # Those first that wait for this very person.
        for issue in issues:
            issue.waits = issue.state == IssueState.SUBMITTED and may_approve(user, issue)
        issues.sort(key=lambda issue: (not issue.waits, UNDER_WAY.index(issue.state)))
        return {"issues": issues[:SHOWN], "incoming": incoming(user, gazettes)}


def incoming(user, gazettes) -> list[tuple]:
    """(gazette, how many documents wait to be chosen)."""
    mine = {gazette.pk: gazette for gazette in gazettes if may(user, GazetteAction.EDIT, gazette)}
    rows = Submission.objects.filter(WAITING, gazette__in=mine).values("gazette").annotate(waiting=Count("pk"))
    return [(mine[row["gazette"]], row["waiting"]) for row in rows.order_by("gazette")]
