"""发布: at its minute an approved issue becomes public as a whole, once, whoever asks how often."""

import datetime

from django.db import transaction
from django.utils import timezone

from cms_core.tree.bulk import write_pages
from cms_core.tree.specs import PageSpec
from gazette.actions.events import Event, record
from gazette.actions.face import face_of
from gazette.actions.locked import locked_issue
from gazette.actions.prepare import PrepareIssue
from gazette.models import Issue
from gazette.signals import issue_published
from gazette.signing.manifests import write_manifest
from gazette.states import IssueState


class PublishIssue:
    """Only what is approved and due; anything else, a second call included, changes nothing and returns False.

    Raises GazetteError where editions or manifest cannot be made: then the issue stays as it was.
    """

    def __init__(self, issue: Issue, *, now: datetime.datetime | None = None):
        self.issue, self.now = issue, now or timezone.now()

    def is_due(self, issue: Issue) -> bool:
        return issue.state == IssueState.APPROVED and issue.publish_at is not None and issue.publish_at <= self.now

    def execute(self) -> bool:
        self.issue.refresh_from_db()
        if not self.is_due(self.issue):
            return False
        PrepareIssue(self.issue, now=self.now).execute()
        with transaction.atomic():
            issue = locked_issue(self.issue)
            if not self.is_due(issue):
                return False
            # Again, since an issue before it may have come out since it was prepared: it is what this one follows.
            write_manifest(issue, now=self.now)
            show(issue, self.now)
            record(issue, Event.PUBLISHED)
            issue_published.send(Issue, issue=issue)
        self.issue.refresh_from_db()
        return True


def show(issue: Issue, moment: datetime.datetime) -> None:
    """Its face in the catalogue, and its state, in one transaction; `moment` is kept when it was public before."""
    entries = list(issue.entries.select_related("part").order_by("number"))
    issue.published_at = issue.published_at or moment
    issue.page = write_pages(issue.gazette.column, [PageSpec(face_of(issue, entries, issue.published_at))])[0]
    issue.state = IssueState.PUBLISHED
    issue.save(update_fields=["page", "state", "published_at"])
