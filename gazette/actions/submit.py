"""送审: everything is checked, numbered and sealed at once; what an approver reads from here on does not change."""

from django.db import transaction

from gazette.actions.events import Event, record
from gazette.actions.issue_lock import refuse_others, take_turn
from gazette.actions.locked import locked_issue
from gazette.actions.seal import SealEntries
from gazette.checks.issues import check_issue
from gazette.checks.problems import errors_among
from gazette.editions.lacking import lacking
from gazette.errors import IssueIncomplete
from gazette.models import Issue
from gazette.signing.proof import proof_digest_of
from gazette.states import IssueState


class SubmitIssue:
    """`revision`: of the issue as the editor saw it; None for a program. `warning`: what its PDF lacks, if anything.

    Raises NotAllowed, `ChangedMeanwhile` when somebody was faster, IssueIncomplete with all that must be put right, and
    GazetteError with what stands in the way of sealing. Then nothing is written and no file left.
    """

    def __init__(self, issue: Issue, *, user, revision: int | None = None):
        self.issue, self.user, self.revision = issue, user, revision
        self.warning = ""

    def execute(self) -> Issue:
        refuse_others(self.user, self.issue.gazette)
        sealing = None
        try:
            with transaction.atomic():
                # First of all: of two who hand it in at once, the second finds it handed in.
                take_turn(self.issue, self.revision)
                issue = locked_issue(self.issue)
                if errors := errors_among(check_issue(issue)):
                    raise IssueIncomplete(*(problem.text for problem in errors))
                sealing = SealEntries(issue)
                sealing.execute()
                issue.state = IssueState.SUBMITTED
                issue.submitted_by, issue.approved_by, issue.publish_at = self.user, None, None
                issue.proof_digest = proof_digest_of(issue)
                issue.save(update_fields=["state", "submitted_by", "approved_by", "publish_at", "proof_digest"])
                said = f"{issue.entries.count()} 条，清样 {issue.proof_digest[:8]}"
                self.warning = lacking(issue)
                said += f"。注意：{self.warning}" if self.warning else ""
                record(issue, Event.SUBMITTED, said, by=self.user)
        except BaseException:
            if sealing:
                sealing.take_back_files()
            raise
        self.issue.refresh_from_db()
        return self.issue
