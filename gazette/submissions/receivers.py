"""What was handed in and now stands in an issue counts as taken up, by whatever way it came there."""

from django.db.models.signals import post_save
from django.utils import timezone

from gazette.models import IssueEntry, Submission, SubmissionState


def take_up(instance, raw=False, **kwargs):
    if raw or instance.page_id is None:
        return
    Submission.objects.filter(gazette=instance.issue.gazette_id, page=instance.page_id).exclude(
        state=SubmissionState.ACCEPTED, entry=instance
    ).update(state=SubmissionState.ACCEPTED, entry=instance, answer="", answered_at=timezone.now())


def connect():
    post_save.connect(take_up, sender=IssueEntry, dispatch_uid="gazette.submissions")
