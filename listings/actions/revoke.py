"""Revoking what was approved and has not begun: from its day on everything stays as it is."""

from django.db import transaction
from django.utils import timezone

from listings.actions.events import Event, record
from listings.actions.lock import locked
from listings.errors import Impossible, NotAllowed
from listings.history import chain
from listings.history.project import project
from listings.models import Adjustment, Record
from listings.permissions import ListAction, may
from listings.signals import adjusted
from listings.states import AdjustmentState


class RevokeAdjustment:
    def __init__(self, adjustment: Adjustment, *, reason: str, user=None, now=None):
        self.adjustment = adjustment
        self.reason = reason.strip()
        self.user = user
        self.now = now or timezone.now()

    @transaction.atomic
    def execute(self) -> Adjustment:
        """Raises NotAllowed, Impossible when a later one rests on it; then nothing has changed."""
        listing = locked(self.adjustment.listing_id)
        adjustment = Adjustment.objects.select_for_update().get(pk=self.adjustment.pk)
        adjustment.listing = listing
        self.check(adjustment)
        records = list(Record.objects.filter(line__adjustment=adjustment, revokes=None).select_related("line"))
        chain.append_revocation(listing, records, at=self.now, by=self.user and self.user.pk, reason=self.reason)
        adjustment.state = AdjustmentState.REVOKED
        adjustment.sent_back = self.reason
        adjustment.save(update_fields=["state", "sent_back"])
        items = sorted({record.item_id for record in records})
        try:
            project(items)
        except Impossible as error:
            raise Impossible("已有后来的调整以它为前提，请先撤销那一次", *error.reasons) from None
        record(adjustment, Event.REVOKED, self.reason, by=self.user)
        adjusted.send(type(self), adjustment=adjustment, items=items, revoked=True)
        return adjustment

    def check(self, adjustment: Adjustment) -> None:
        if adjustment.state != AdjustmentState.APPROVED:
            raise NotAllowed("只有已批准的调整可以撤销。")
        if adjustment.effective_day <= timezone.localdate(self.now):
            raise NotAllowed("已经生效的调整不能撤销，请用一次新的调整来更正。")
        if not self.reason:
            raise NotAllowed("请写明撤销的原因。")
        if self.user is not None and not may(self.user, ListAction.APPROVE, adjustment.listing):
            raise NotAllowed("您没有撤销这张清单调整的权限。")
