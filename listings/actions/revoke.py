"""Revoking what was approved and has not begun: from its day on everything stays as it is."""

from django.db import transaction
from django.utils import timezone

from listings import consistency
from listings.actions.events import Event, record
from listings.actions.lock import hold_items, locked
from listings.checks import of_values
from listings.consistency import Periods
from listings.errors import Fault, Impossible, NotAllowed
from listings.history import chain
from listings.history.project import project, records_by_item
from listings.history.steps import replay
from listings.models import Adjustment, Record
from listings.permissions import ListAction, may
from listings.signals import adjusted
from listings.states import AdjustmentState

RESTS_ON_IT = "已有批准的调整以它为前提，请先撤销那一次"


class RevokeAdjustment:
    def __init__(self, adjustment: Adjustment, *, reason: str, user=None, now=None):
        self.adjustment = adjustment
        self.reason = reason.strip()
        self.user = user
        self.now = now or timezone.now()

    @transaction.atomic
    def execute(self) -> Adjustment:
        """Raises NotAllowed, Impossible when another one rests on it; then nothing has changed."""
        listing = locked(self.adjustment.listing_id)
        adjustment = Adjustment.objects.select_for_update().get(pk=self.adjustment.pk)
        adjustment.listing = listing
        self.check(adjustment)
        records = list(Record.objects.filter(line__adjustment=adjustment, revokes=None).select_related("line"))
        items = sorted({record.item_id for record in records})
        hold_items(items)
        if reasons := left_behind(adjustment, records, items):
            raise Impossible(RESTS_ON_IT, *dict.fromkeys(reasons))
        chain.append_revocation(listing, records, at=self.now, by=self.user and self.user.pk, reason=self.reason)
        adjustment.state = AdjustmentState.REVOKED
        adjustment.sent_back = self.reason
        adjustment.save(update_fields=["state", "sent_back"])
        project(items)
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


def left_behind(adjustment: Adjustment, records: list[Record], items: list[int]) -> list[str]:
    """What would not hold any more without these records."""
    without = {record.pk for record in records}
    numbers = {record.item_id: place for place, record in reversed(list(enumerate(records, 1)))}
    periods: Periods = {}
    found: list[Fault] = []
    for some in consistency.by_rows(items):
        for item, those in records_by_item(some).items():
            steps = chain.steps_of(those)
            try:
                left = replay(step for step in steps if step.record not in without)
            except Impossible as error:
                found.append(Fault(numbers[item], str(error)))
                continue
            periods[item] = numbers[item], left
            known = {period.valid_from: period.values for period in replay(steps)}
            for period in left:
                if known.get(period.valid_from) != period.values:
                    found += of_values(adjustment.listing.kind, numbers[item], period.values)
    found += consistency.of_other_merges(adjustment, periods)
    found += consistency.of_naming_what_never_was(adjustment, periods)
    found += consistency.of_codes(adjustment.listing.kind, periods)
    return [str(fault) for fault in sorted(found, key=lambda fault: fault.line)]
