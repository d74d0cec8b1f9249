"""Publishes a few fields of a live page, beside whatever its editors are still working on.

The public version and the draft both get the fields; the draft keeps its own changes, its schedule and its review.
"""

from django.db import transaction
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, Revision, TaskState

OPEN = (TaskState.STATUS_IN_PROGRESS, TaskState.STATUS_REJECTED)


class PublishBesideDraft(PublishPageRevisionAction):
    """Wagtail calls off a review when the page is published; here what is under review was not what is published."""

    def _after_publish(self):
        self.object._current_workflow_states = []  # what Wagtail itself sets where it has read them before
        super()._after_publish()


@transaction.atomic
def publish_fields(page: Page, fields: dict, *, user, log_action: str | bool = True) -> None:
    """`fields`: values by attribute name. `page` is a specific instance; it is read anew."""
    stored = type(page).objects.get(pk=Page.objects.select_for_update(no_key=True).get(pk=page.pk).pk)
    draft = stored.get_latest_revision() if stored.has_unpublished_changes else None
    scheduled = dict(
        stored.revisions.filter(approved_go_live_at__isnull=False).values_list("pk", "approved_go_live_at")
    )
    public = type(page).objects.get(pk=page.pk)
    set_fields(public, fields)
    if public.go_live_at and public.go_live_at > timezone.now():
        public.go_live_at = None  # that moment is the draft's
    revision = public.save_revision(user=user, clean=False, log_action=False)
    PublishBesideDraft(revision, user=user, log_action=log_action).execute(skip_permission_checks=True)
    for pk, moment in scheduled.items():
        if draft is None or pk != draft.pk:
            revise_stored(pk, fields, moment)
    if draft is not None:
        carry_on(draft, fields, scheduled.get(draft.pk))


def carry_on(draft: Revision, fields: dict, go_live_at) -> None:
    """The draft, with the fields, is the latest revision again."""
    page = draft.as_object()
    set_fields(page, fields)
    after = page.save_revision(user=draft.user, clean=False, approved_go_live_at=go_live_at)
    TaskState.objects.filter(revision=draft, status__in=OPEN).update(revision=after)


def revise_stored(pk: int, fields: dict, go_live_at) -> None:
    """A revision that will be published at its time."""
    revision = Revision.objects.get(pk=pk)
    page = revision.as_object()
    set_fields(page, fields)
    revision.content = page.serializable_data()
    revision.approved_go_live_at = go_live_at
    revision.save(update_fields=["content", "approved_go_live_at"])


def set_fields(page: Page, fields: dict) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
