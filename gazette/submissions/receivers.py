"""What was handed in and now stands in an issue counts as taken up, by whatever way it came there."""

from django.db.models.signals import post_save
from django.utils import timezone

from gazette.models import IssueEntry, Submission, SubmissionState
from gazette.states import IssueState


def take_up(instance, raw=False, **kwargs):
    if raw or instance.page_id is None:
        return
    found = Submission.objects.filter(gazette=instance.issue.gazette_id, page=instance.page_id)
    # Printed already: a reprint in the making does not take that back.
    printed = found.filter(entry__issue__state=IssueState.PUBLISHED)
    found.exclude(state=SubmissionState.ACCEPTED, entry=instance).exclude(pk__in=printed).update(
        state=SubmissionState.ACCEPTED, entry=instance, answer="", answered_at=timezone.now()
    )


def connect():
    post_save.connect(take_up, sender=IssueEntry, dispatch_uid="gazette.submissions")
