"""Making an adjustment ready: its own data, its lines, handing it in, sending it back, deleting a draft."""

from django.db import transaction
from django.utils import timezone

from listings.actions.events import Event, record
from listings.checks import faults_of
from listings.errors import Faulty, NotAllowed
from listings.models import Adjustment, AdjustmentLine, Listing
from listings.permissions import ListAction, may
from listings.states import AdjustmentState

OVERTAKEN = "另一位同事刚改动过这次调整，请重新打开后再改，以免互相覆盖。"


def held(adjustment: Adjustment) -> Adjustment:
    """Locked and as it is now; in the caller's transaction. Raises NotAllowed when it was deleted meanwhile."""
    related = ("listing__portal__home", "listing__column")
    found = Adjustment.objects.select_for_update(of=("self",)).select_related(*related).filter(pk=adjustment.pk).first()
    if found is None:
        raise NotAllowed("这次调整已被删除，请返回清单。")
    return found


def editable(adjustment: Adjustment, *, user, revision: int | None) -> Adjustment:
    """Locked and as it is now; in the caller's transaction. Raises NotAllowed."""
    found = held(adjustment)
    if user is not None and not may(user, ListAction.EDIT, found.listing):
        raise NotAllowed("您没有编辑这张清单的权限。")
    if found.state != AdjustmentState.DRAFT:
        raise NotAllowed(f"这次调整现在是“{found.get_state_display()}”，只有草稿可以修改。")
    if revision is not None and revision != found.revision:
        raise NotAllowed(OVERTAKEN)
    return found


class CreateAdjustment:
    def __init__(self, listing: Listing, *, user=None, **fields):
        self.listing, self.user, self.fields = listing, user, fields

    @transaction.atomic
    def execute(self) -> Adjustment:
        """Raises NotAllowed."""
        if self.user is not None and not may(self.user, ListAction.EDIT, self.listing):
            raise NotAllowed("您没有编辑这张清单的权限。")
        fields = {"approving_body": self.listing.approving_body, **self.fields}
        made = Adjustment.objects.create(listing=self.listing, created_by=self.user, **fields)
        record(made, Event.CREATED, by=self.user)
        return made


class EditAdjustment:
    """Its own data, and all its lines anew where `lines` is given (kind, item, partner, values …, in order)."""

    def __init__(self, adjustment: Adjustment, *, user=None, revision: int | None = None, lines=None, **fields):
        self.adjustment, self.user, self.revision = adjustment, user, revision
        self.lines, self.fields = lines, fields

    @transaction.atomic
    def execute(self) -> Adjustment:
        """Raises NotAllowed; then nothing has changed."""
        found = editable(self.adjustment, user=self.user, revision=self.revision)
        changed = [name for name, value in self.fields.items() if getattr(found, name) != value]
        for name in changed:
            setattr(found, name, self.fields[name])
        found.revision += 1
        found.save()
        if changed:
            labels = "、".join(str(Adjustment._meta.get_field(name).verbose_name) for name in changed)
            record(found, Event.EDITED, labels, by=self.user)
        if self.lines is not None:
            found.lines.all().delete()
            lines = [AdjustmentLine(adjustment=found, order=order, **line) for order, line in enumerate(self.lines, 1)]
            AdjustmentLine.objects.bulk_create(lines, batch_size=200)
        return found


class SubmitAdjustment:
    def __init__(self, adjustment: Adjustment, *, user=None, revision: int | None = None, now=None):
        self.adjustment, self.user, self.revision = adjustment, user, revision
        self.now = now or timezone.now()

    @transaction.atomic
    def execute(self) -> Adjustment:
        """Raises NotAllowed, or Faulty with everything that is missing or wrong."""
        found = editable(self.adjustment, user=self.user, revision=self.revision)
        if faults := faults_of(found):
            raise Faulty(faults)
        found.state = AdjustmentState.REVIEW
        found.submitted_by, found.submitted_at, found.sent_back = self.user, self.now, ""
        found.save(update_fields=["state", "submitted_by", "submitted_at", "sent_back"])
        record(found, Event.SUBMITTED, by=self.user)
        return found


class SendBackAdjustment:
    """By who reviews it, or taken back by who handed it in."""

    def __init__(self, adjustment: Adjustment, *, reason: str, user=None):
        self.adjustment, self.reason, self.user = adjustment, reason.strip(), user

    @transaction.atomic
    def execute(self) -> Adjustment:
        found = held(self.adjustment)
        if found.state != AdjustmentState.REVIEW:
            raise NotAllowed("只有送审中的调整可以退回。")
        own = self.user is not None and found.submitted_by_id == self.user.pk
        if self.user is not None and not own and not may(self.user, ListAction.APPROVE, found.listing):
            raise NotAllowed("您没有退回这张清单调整的权限。")
        if not own and not self.reason:
            raise NotAllowed("请写明退回的意见。")
        found.state = AdjustmentState.DRAFT
        found.sent_back = self.reason
        found.revision += 1
        found.save(update_fields=["state", "sent_back", "revision"])
        record(found, Event.TAKEN_BACK if own else Event.SENT_BACK, self.reason, by=self.user)
        return found


class DeleteDraft:
    def __init__(self, adjustment: Adjustment, *, user=None):
        self.adjustment, self.user = adjustment, user

    @transaction.atomic
    def execute(self) -> None:
        found = editable(self.adjustment, user=self.user, revision=None)
        # Its own history cannot be found without it: the list's tells that it was there.
        record(found.listing, Event.DELETED, found.title, by=self.user)
        found.delete()
