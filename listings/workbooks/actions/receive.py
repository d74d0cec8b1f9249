"""Receiving a workbook: looked at and kept; what its columns mean is proposed."""

import datetime
from pathlib import Path

from django.db import transaction

from listings.errors import NotAllowed
from listings.models import ColumnMapping, Listing, Upload
from listings.permissions import ListAction, may
from listings.workbooks.headers import match
from listings.workbooks.look import Look, Unusable, look_at
from listings.workbooks.plan import Plan

LARGEST = 50 << 20
ENDINGS = (".xlsx", ".xls", ".csv", ".et")


class ReceiveUpload:
    """`file` is a Django file; raises NotAllowed or Unusable, and then nothing is kept."""

    def __init__(self, listing: Listing, file, *, day: datetime.date, user=None):
        self.listing, self.file, self.day, self.user = listing, file, day, user

    def execute(self) -> Upload:
        if self.user is not None and not may(self.user, ListAction.EDIT, self.listing):
            raise NotAllowed("您没有编辑这张清单的权限。")
        name = Path(self.file.name).name[-200:]
        refuse_by_name(name, self.file.size)
        upload = Upload(listing=self.listing, name=name, size=self.file.size, day=self.day, by=self.user)
        upload.file.save(name, self.file, save=False)
        try:
            with transaction.atomic():
                look = look_at(
                    self.listing.kind, Path(upload.file.path), name=name, remembered=remembered_columns(self.listing)
                )
                propose(upload, look)
                upload.save()
        except BaseException:
            upload.file.storage.delete(upload.file.name)
            raise
        return upload


def refuse_by_name(name: str, size: int) -> None:
    if not name.lower().endswith(ENDINGS):
        raise Unusable(f"“{name}”不是表格文件，请上传 xlsx、xls 或 csv。")
    if size > LARGEST:
        raise Unusable(f"“{name}”有 {size >> 20} MB，最大 {LARGEST >> 20} MB；请删去图片，或按机关分成几个文件。")


def remembered(listing: Listing) -> ColumnMapping:
    return ColumnMapping.objects.filter(listing=listing).first() or ColumnMapping(listing=listing)


def remembered_columns(listing: Listing) -> dict[str, str]:
    return remembered(listing).columns


def propose(upload: Upload, look: Look) -> None:
    """Sheet, header and the meaning of the columns, as far as they can be told."""
    mapping = remembered(upload.listing)
    upload.sheet, upload.header_row, upload.headers = look.sheet, look.header_row, look.headers
    plan = Plan(columns=match(upload.listing.kind, look.headers, mapping.columns), words=mapping.words)
    plan.fixed = {name: value for name, value in mapping.fixed.items() if name not in plan.columns.values()}
    upload.plan = plan.as_data()
