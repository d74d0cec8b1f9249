"""What the actions write into 编发记录, by name, and what can be read from it."""

from enum import StrEnum

from django.db.models import Max

from gazette.models import Issue, IssueEvent

LENGTH = IssueEvent._meta.get_field("text").max_length


class Event(StrEnum):
    CREATED = "create"
    EDITED = "edit"
    ARRANGED = "arrange"
    ERRATUM = "erratum"
    FILED = "file"
    SUBMITTED = "submit"
    SENT_BACK = "send_back"
    APPROVED = "approve"
    PREPARED = "prepare"
    PREPARE_FAILED = "prepare_failed"
    PUBLISHED = "publish"
    PUBLISH_FAILED = "publish_failed"
    WITHDRAWN = "withdraw"
    RESTORED = "restore"


def record(issue: Issue, event: Event, text: str = "", *, by=None) -> IssueEvent:
    return IssueEvent.objects.create(issue=issue, by=by, action=event.value, text=text[:LENGTH])


def failures(issue: Issue) -> list[IssueEvent]:
    """Of publishing, the newest first, since it was approved last."""
    approved = issue.events.filter(action=Event.APPROVED).aggregate(pk=Max("pk"))["pk"] or 0
    return list(issue.events.filter(action=Event.PUBLISH_FAILED, pk__gt=approved).order_by("-pk"))


def failure_of(issue: Issue) -> str:
    """Why it is not out or not prepared though it was approved, in words for the editors; "" when nothing failed."""
    failed = issue.events.filter(action__in=(Event.PREPARE_FAILED, Event.PUBLISH_FAILED)).order_by("-pk").first()
    later = (Event.APPROVED, Event.PREPARED, Event.PUBLISHED)
    if failed is None or issue.events.filter(action__in=later, pk__gt=failed.pk).exists():
        return ""
    return failed.text
