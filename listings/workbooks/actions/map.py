"""Saying what the columns and words of an upload mean; it is remembered for the list, and the check begins."""

from pathlib import Path

from django.db import transaction

from cms_core.text.folding import fold
from listings.errors import ListingsError, NotAllowed
from listings.models import ColumnMapping, Upload, UploadState
from listings.permissions import ListAction, may
from listings.values import read, required_of
from listings.workbooks.actions.receive import propose, remembered
from listings.workbooks.bodies import Bodies
from listings.workbooks.checking import start_check
from listings.workbooks.fields import columns_of, label_of
from listings.workbooks.headers import cleaned
from listings.workbooks.look import Unusable, look_at
from listings.workbooks.plan import Plan

OVER = "这个文件已经生成调整，不能再改；请重新上传。"


def changeable(upload: Upload, user) -> Upload:
    """Locked and as it is now; in the caller's transaction. Raises NotAllowed."""
    found = Upload.objects.select_for_update().get(pk=upload.pk)
    if user is not None and not may(user, ListAction.EDIT, upload.listing):
        raise NotAllowed("您没有编辑这张清单的权限。")
    if found.state == UploadState.DONE and found.adjustment_id:
        raise NotAllowed(OVER)
    return found


class ChooseSheet:
    """Another sheet, or another row that names the columns: the proposal is made anew."""

    def __init__(self, upload: Upload, *, sheet: str, header_row: int, user=None):
        self.upload, self.sheet, self.header_row, self.user = upload, sheet, header_row, user

    @transaction.atomic
    def execute(self) -> Upload:
        """Raises NotAllowed or Unusable."""
        found = changeable(self.upload, self.user)
        mapping = remembered(found.listing)
        look = look_at(
            found.listing.kind,
            Path(found.file.path),
            name=found.name,
            sheet=self.sheet,
            header_row=self.header_row,
            remembered=mapping.columns,
        )
        if self.header_row and not look.headers:
            raise Unusable(f"第 {self.header_row} 行是空的，不能作为表头。")
        propose(found, look)
        found.state, found.run = UploadState.MAPPING, found.run + 1
        found.rows.all().delete()
        found.save()
        return found


class MapUpload:
    def __init__(self, upload: Upload, plan: Plan, *, day=None, user=None):
        self.upload, self.plan, self.day, self.user = upload, plan, day, user

    @transaction.atomic
    def execute(self) -> Upload:
        """Raises NotAllowed, or Unusable with all that is missing."""
        found = changeable(self.upload, self.user)
        check_plan(found, self.plan)
        found.plan = self.plan.as_data()
        found.day = self.day or found.day
        found.save(update_fields=["plan", "day"])
        remember(found, self.plan)
        start_check(found)
        return found


def check_plan(upload: Upload, plan: Plan) -> None:
    kind = upload.listing.kind
    reasons = []
    named = list(plan.columns.values())
    for name in sorted({name for name in named if named.count(name) > 1}):
        reasons.append(f"有几列都对应“{label_of(kind, name)}”，请只留一列。")
    for name, label in required_of(kind).items():
        if name not in named and not plan.fixed.get(name):
            reasons.append(f"还没有指定“{label}”：请选择对应的列，或为所有行填写同一个值。")
    for name, written in plan.fixed.items():
        try:
            if name == "organisation":
                if reason := Bodies(upload.listing).find(written)[1]:
                    reasons.append(reason)
            else:
                read(columns_of(kind)[name], written)
        except ListingsError as error:
            reasons += error.reasons
    if reasons:
        raise Unusable(*reasons)


def remember(upload: Upload, plan: Plan) -> None:
    mapping, _ = ColumnMapping.objects.get_or_create(listing=upload.listing)
    headers = upload.headers
    mapping.headers = headers
    mapping.columns |= {cleaned(header): plan.columns.get(place, "") for place, header in enumerate(headers) if header}
    mapping.fixed, mapping.words = plan.fixed, plan.words
    mapping.save()


def with_words(plan: Plan, words: dict[str, dict[str, object]]) -> Plan:
    """`words` {field: {word as written: plain value}} beside those that the plan knows."""
    merged = {name: dict(known) for name, known in plan.words.items()}
    for name, known in words.items():
        merged.setdefault(name, {}).update({fold(word): value for word, value in known.items()})
    plan.words = merged
    return plan
