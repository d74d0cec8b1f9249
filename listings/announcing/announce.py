"""调整公告: an article made of an approved adjustment, published the ordinary way in the list's own column.

In the transaction of the approval, so that none is ever lost or made twice. It is told at once that it will take
effect on its day, or appears on that day, as the list says.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from cms_core.citations.revising import publish_fields
from cms_core.models import ArticlePage
from listings.announcing.body import REVOKED, body_of, kinds_of, revocation
from listings.announcing.columns import announcements_of
from listings.announcing.words import counted, title_of
from listings.models import Adjustment, Announcing
from listings.public.days import written
from listings.states import AdjustmentState

TITLE = ArticlePage._meta.get_field("title").max_length
SUMMARY = ArticlePage._meta.get_field("summary").max_length
MARK = f"【{REVOKED}】"


class AnnounceAdjustment:
    """A second call, or one for a list that announces nothing, changes nothing and returns what there is."""

    def __init__(self, adjustment: Adjustment, *, now: datetime.datetime | None = None):
        self.adjustment, self.now = adjustment, now or timezone.now()

    @transaction.atomic
    def execute(self) -> ArticlePage | None:
        adjustment, listing = self.adjustment, self.adjustment.listing
        if adjustment.announcement_id:
            return ArticlePage.objects.filter(pk=adjustment.announcement_id).first()
        if adjustment.state != AdjustmentState.APPROVED or listing.announcing == Announcing.NEVER:
            return None
        column = announcements_of(listing)
        if column is None:
            return None
        page = self.publish(self.write(column))
        adjustment.announcement = page
        adjustment.save(update_fields=["announcement"])
        return page

    def write(self, column) -> ArticlePage:
        adjustment = self.adjustment
        body = body_of(adjustment)
        page = ArticlePage(
            title=title_of(adjustment)[:TITLE],
            live=False,
            owner=adjustment.approved_by,
            source=(adjustment.approving_body or adjustment.listing.portal.organisation).name[:100],
            summary=self.summary()[:SUMMARY],
            keywords=f"{adjustment.listing.get_kind_display()},动态调整",
            body=body,
        )
        return column.add_child(instance=page)

    def summary(self) -> str:
        """True before the day and after it."""
        kinds, name = counted(kinds_of(self.adjustment)), self.adjustment.listing.get_kind_display()
        return f"{name}动态调整{kinds}。自{written(self.adjustment.effective_day)}起生效。"

    def publish(self, page: ArticlePage) -> ArticlePage:
        begins = datetime.datetime.combine(
            self.adjustment.effective_day, datetime.time.min, timezone.get_current_timezone()
        )
        if self.adjustment.listing.announcing == Announcing.ON_THE_DAY and begins > self.now:
            page.go_live_at = begins
        else:
            # What is approved afterwards for the record (imports, the demo) was announced then.
            page.published_at = min(self.adjustment.approved_at, timezone.now())
        user = self.adjustment.approved_by
        page.save_revision(user=user, log_action="wagtail.create").publish(user=user)
        return page


class AnnounceRevocation:
    """What was announced says at its head that it is revoked; what was only scheduled never appears."""

    def __init__(self, adjustment: Adjustment, *, now: datetime.datetime | None = None):
        self.adjustment, self.now = adjustment, now or timezone.now()

    @transaction.atomic
    def execute(self) -> None:
        page = ArticlePage.objects.filter(pk=self.adjustment.announcement_id).first()
        if page is None:
            return
        if not page.live:
            self.call_off(page)
            return
        if page.title.startswith(MARK):
            return
        publish_fields(page, self.fields(page), user=None, log_action="wagtail.publish")

    def fields(self, page: ArticlePage) -> dict:
        notice = revocation(timezone.localdate(self.now), self.adjustment.sent_back)
        return {
            "title": f"{MARK}{page.title}"[:TITLE],
            "summary": f"{MARK}{page.summary}"[:SUMMARY],
            "body": [notice, *page.body.get_prep_value()],
        }

    def call_off(self, page: ArticlePage) -> None:
        """It stays as a draft that editors can delete."""
        Revision.objects.for_instance(page).filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
        draft = page.get_latest_revision_as_object()
        draft.go_live_at = None
        if not draft.title.startswith(MARK):
            for name, value in self.fields(draft).items():
                setattr(draft, name, value)
        draft.save_revision(log_action=False)
