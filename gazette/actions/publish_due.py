"""Everything that is due, in the order of its minutes; what cannot be published does not hold up the rest."""

import datetime
import logging

from django.db import InterfaceError, OperationalError

from gazette.actions.events import Event, failures, record
from gazette.actions.prepare import reason_of
from gazette.actions.publish import PublishIssue
from gazette.models import Issue
from gazette.states import IssueState

logger = logging.getLogger("portal.worker")
LONGEST = datetime.timedelta(hours=1)


def publish_due_issues(now: datetime.datetime) -> int:
    """How many became public. A reason that stands in the way goes into the issue's record for its editors."""
    due = Issue.objects.filter(state=IssueState.APPROVED, publish_at__lte=now)
    return sum(attempt(issue, now) for issue in due.order_by("publish_at", "year", "number"))


def attempt(issue: Issue, now: datetime.datetime) -> bool:
    if not may_try(issue, now):
        return False
    try:
        return PublishIssue(issue, now=now).execute()
    except (OperationalError, InterfaceError):
        # The database is gone: that is nothing about this issue, and no record could be written.
        raise
    except Exception as error:
        logger.exception("公报第 %s 号期没有发布", issue.pk)
        record(issue, Event.PUBLISH_FAILED, reason_of(error))
        return False


def may_try(issue: Issue, now: datetime.datetime) -> bool:
    """After a failure in 1, 2, 4 … minutes, at last every hour: setting type every 20 seconds would help nobody."""
    failed = failures(issue)
    if not failed:
        return True
    pause = min(datetime.timedelta(minutes=2 ** min(len(failed) - 1, 10)), LONGEST)
    return now >= failed[0].at + pause
