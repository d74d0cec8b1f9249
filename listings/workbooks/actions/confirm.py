"""Confirming an upload: one draft adjustment of all its lines, or none."""

from itertools import islice

from django.db import transaction

from listings.actions.prepare import CreateAdjustment
from listings.errors import NotAllowed
from listings.models import Adjustment, AdjustmentLine, Listing, Outcome, Upload, UploadRow, UploadState
from listings.permissions import ListAction, may
from listings.workbooks.lines import lines_of_all

ROWS = 500
NOTHING_TO_DO = (Outcome.SAME, Outcome.REFUSED)
CHANGED_SINCE = "核对之后清单又有变动，请重新核对后再确认。"


class ConfirmUpload:
    """`gone`: keys of the bodies whose missing items are taken out. A second time it answers what the first made."""

    def __init__(self, upload: Upload, *, user=None, run=None, accept_good=False, gone=(), **fields):
        self.upload, self.user, self.run = upload, user, run
        self.accept_good, self.gone, self.fields = accept_good, gone, fields

    @transaction.atomic
    def execute(self) -> Adjustment:
        """Raises NotAllowed; then nothing has changed."""
        found = Upload.objects.select_for_update().get(pk=self.upload.pk)
        if found.adjustment_id:
            return found.adjustment
        listings = Listing.objects.select_for_update(of=("self",)).select_related("portal__organisation")
        listing = listings.get(pk=found.listing_id)
        self.check(found, listing)
        creating = CreateAdjustment(listing, user=self.user, **(proposed(found, listing) | self.fields))
        adjustment = creating.execute()
        if not self.write_lines(found, adjustment):
            raise NotAllowed("没有要调整的事项：文件与清单没有差别。")
        found.adjustment, found.state = adjustment, UploadState.DONE
        found.save(update_fields=["adjustment", "state", "updated_at"])
        return adjustment

    def write_lines(self, upload: Upload, adjustment: Adjustment) -> int:
        """How many; some at a time, since thousands of them are long."""
        rows = upload.rows.exclude(outcome__in=NOTHING_TO_DO).iterator(chunk_size=ROWS)
        numbered = enumerate(lines_of_all(rows, self.gone), 1)
        count = 0
        while some := [AdjustmentLine(adjustment=adjustment, order=n, **line) for n, line in islice(numbered, ROWS)]:
            AdjustmentLine.objects.bulk_create(some)
            count += len(some)
        return count

    def check(self, upload: Upload, listing: Listing) -> None:
        if self.user is not None and not may(self.user, ListAction.EDIT, listing):
            raise NotAllowed("您没有编辑这张清单的权限。")
        if upload.state not in (UploadState.READY, UploadState.DONE):
            raise NotAllowed(f"这个文件现在是“{upload.get_state_display()}”，核对完成后才能确认。")
        if self.run is not None and self.run != upload.run:
            raise NotAllowed("您打开之后又重新核对过，请看过新的结果再确认。")
        if upload.base != listing.digest:
            raise NotAllowed(CHANGED_SINCE)
        refused = upload.counts.get(Outcome.REFUSED, 0)
        if refused and not self.accept_good:
            raise NotAllowed(f"有 {refused} 行退回。请改正后重新上传，或勾选“只收录没有问题的行”。")


def proposed(upload: Upload, listing: Listing) -> dict:
    """What the editor would type first; the basis and the rest are asked for at the desk.

    Not the note: it is published, and the lines may be others by then.
    """
    bodies, government = upload.counts.get("bodies", []), listing.portal.organisation
    only = type(government).objects.filter(key=bodies[0]).first() if len(bodies) == 1 else None
    return {
        "title": f"{listing.get_kind_display()}动态调整（{upload.day:%Y年%m月%d日}起）",
        "effective_day": upload.day,
        "proposing_body": only or government,
    }


def told(upload: Upload, gone=()) -> str:
    """How many items become what."""
    found = {outcome.label: upload.counts.get(outcome, 0) for outcome in (Outcome.NEW, Outcome.CHANGED)}
    found["取消"] = sum(upload.counts.get("gone_by_body", {}).get(body, 0) for body in set(gone))
    return "、".join(f"{label} {count} 项" for label, count in found.items() if count)


class DiscardUpload:
    """The file and what it would have changed; an adjustment that was made of it stays."""

    def __init__(self, upload: Upload, *, user=None):
        self.upload, self.user = upload, user

    @transaction.atomic
    def execute(self) -> None:
        found = Upload.objects.select_for_update().get(pk=self.upload.pk)
        if self.user is not None and not may(self.user, ListAction.EDIT, self.upload.listing):
            raise NotAllowed("您没有编辑这张清单的权限。")
        name, storage = found.file.name, found.file.storage
        UploadRow.objects.filter(upload=found).delete()
        found.delete()
        if name:
            transaction.on_commit(lambda: storage.delete(name))
