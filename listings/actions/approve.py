"""Approving an adjustment: recorded, and from its day on what the public reads; nobody need be at work then."""

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from listings.actions.events import Event, record
from listings.actions.lock import hold_items, locked
from listings.checks import faults_of
from listings.errors import Faulty, NotAllowed
from listings.history import chain
from listings.history.project import project
from listings.models import Adjustment, AdjustmentLine, Item
from listings.permissions import may_approve
from listings.signals import adjusted
from listings.states import CREATING, AdjustmentState
from listings.values import clean

ROWS = 500


class ApproveAdjustment:
    """`user` None is the platform itself (imports, the demo), never asked; `revision` as the approver has read it."""

    def __init__(self, adjustment: Adjustment, *, user=None, revision: int | None = None, now=None):
        self.adjustment = adjustment
        self.user = user
        self.revision = revision
        self.now = now or timezone.now()

    @transaction.atomic
    def execute(self) -> Adjustment:
        """Raises NotAllowed or Faulty; then nothing has changed."""
        listing = locked(self.adjustment.listing_id)
        adjustment = Adjustment.objects.select_for_update().get(pk=self.adjustment.pk)
        adjustment.listing = listing
        self.check(adjustment)
        # Row by row from the database: thousands are not held twice.
        lines = list(adjustment.lines.iterator(chunk_size=ROWS))
        hold_items(line.partner_id for line in lines if line.partner_id)
        if faults := faults_of(adjustment, lines):
            raise Faulty(faults)
        self.settle(adjustment, lines)
        adjustment.state = AdjustmentState.APPROVED
        adjustment.approved_by = self.user
        adjustment.approved_at = self.now
        adjustment.save(update_fields=["state", "approved_by", "approved_at"])
        chain.append(listing, lines, adjustment)
        items = sorted({line.item_id for line in lines})
        # From here on the records tell all: thousands of lines give their room to what is made of them.
        del lines
        project(items)
        record(adjustment, Event.APPROVED, f"{adjustment.effective_day:%Y-%m-%d} 起生效", by=self.user)
        adjusted.send(type(self), adjustment=adjustment, items=items, revoked=False)
        return adjustment

    def check(self, adjustment: Adjustment) -> None:
        if adjustment.state != AdjustmentState.REVIEW:
            raise NotAllowed(f"这次调整现在是“{adjustment.get_state_display()}”，只有送审中的才能批准。")
        if self.revision is not None and self.revision != adjustment.revision:
            raise NotAllowed("您打开之后内容又有改动，请重新查看后再批准。")
        if self.user is None:
            return
        if adjustment.submitted_by_id == self.user.pk:
            raise NotAllowed("送审的人不能自己批准，请由另一位有发布权限的同事批准。")
        if not may_approve(self.user, adjustment):
            raise NotAllowed("您没有批准这张清单调整的权限。")

    @staticmethod
    def settle(adjustment: Adjustment, lines: list[AdjustmentLine]) -> None:
        """Items for the lines that create one, values in their one form, partners made by other lines."""
        kind = adjustment.listing.kind
        created = [line for line in lines if line.kind in CREATING]
        items = Item.objects.bulk_create([Item(listing=adjustment.listing, line=line) for line in created], ROWS)
        for line, item in zip(created, items, strict=True):
            line.item = item
        # One statement: a case for each of thousands of lines would cost more than all the rest.
        made = Item.objects.filter(line=OuterRef("pk")).values("pk")
        adjustment.lines.filter(kind__in=CREATING).update(item=Subquery(made))
        by_line, changed = {line.pk: line.item_id for line in lines}, []
        for line in lines:
            values, _ = clean(kind, line.values, whole=line.kind in CREATING)
            partner = line.partner_id or by_line.get(line.partner_line_id)
            if (values, partner) != (line.values, line.partner_id):
                changed.append(line)
            line.values, line.partner_id = values, partner
        AdjustmentLine.objects.bulk_update(changed, ["values", "partner"], batch_size=200)
