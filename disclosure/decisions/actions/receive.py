"""Receiving a table: read, compared with what is there, written down row by row; nothing is changed by it."""

import tempfile
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from cms_core.organisations.errors import UnreadableFile
from disclosure.decisions.errors import NotAllowed, Unusable
from disclosure.decisions.permissions import DecisionAction, may
from disclosure.decisions.workbooks.cells import kept, restored
from disclosure.decisions.workbooks.compare import Comparison
from disclosure.decisions.workbooks.headers import names_again
from disclosure.decisions.workbooks.look import data_rows, look_at
from disclosure.decisions.workbooks.passing import directory, under_a_path
from disclosure.decisions.workbooks.reading import RowReader
from disclosure.decisions.workbooks.waiting import Waiting
from disclosure.models.decisions import DecisionUpload, DecisionUploadRow, UploadState

LARGEST = 20 << 20
MOST_ROWS = 20_000
ENDINGS = (".xlsx", ".xls", ".csv", ".et")
NO_RIGHT = "您没有在这个门户录入双公示信息的权限。"


class ReceiveUpload:
    """`file` is a Django file. Must not be called in a transaction: reading would hold it open for seconds."""

    def __init__(self, portal, kind: str, file, *, user=None, today=None):
        self.portal, self.kind, self.file, self.user = portal, kind, file, user
        self.today = today or timezone.localdate()

    def execute(self) -> DecisionUpload:
        """Raises NotAllowed or Unusable; then nothing is kept."""
        if self.user is not None and not may(self.user, DecisionAction.EDIT, self.portal):
            raise NotAllowed(NO_RIGHT)
        name = Path(self.file.name).name[-200:]
        refuse_by_name(name, self.file.size)
        with under_a_path(self.file, name) as path:
            look = look_at(self.kind, path, name)
            upload = DecisionUpload(
                portal=self.portal, kind=self.kind, name=name, sheet=look.sheet[:100], is_csv=look.is_csv, by=self.user,
                header_row=look.header_row, columns={str(place): field for place, field in look.columns.items()},
                head=[[number, kept(cells)] for number, cells in look.head],
                template="2015" if look.is_old else "2018",
            )  # fmt: skip
            try:
                return check(upload, data_rows(path, look.sheet, look.header_row), user=self.user, today=self.today,
                             left_out=look.left_out)  # fmt: skip
            except UnreadableFile as error:
                raise Unusable(str(error).replace(str(path), name).replace(path.name, name)) from error


class RecheckUpload:
    """The same rows once more, against what is there now."""

    def __init__(self, upload: DecisionUpload, *, user=None, today=None):
        self.upload, self.user, self.today = upload, user, today or timezone.localdate()

    def execute(self) -> DecisionUpload:
        if self.user is not None and not may(self.user, DecisionAction.EDIT, self.upload.portal):
            raise NotAllowed(NO_RIGHT)
        if self.upload.state == UploadState.DONE:
            raise NotAllowed("这个文件已经收录，不用再核对。")
        rows = self.upload.rows.all().iterator(chunk_size=500)
        cells = ((row.number, [restored(cell) for cell in row.sealed.open()["cells"]]) for row in rows)
        left_out = self.upload.counts.get("left_out", [])
        return check(self.upload, cells, user=self.user, today=self.today, left_out=left_out)


def check(upload: DecisionUpload, rows, *, user, today, left_out) -> DecisionUpload:
    """All rows are written in one short transaction, after all have been read."""
    columns = {int(place): field for place, field in upload.columns.items()}
    headers = [restored(cell) for cell in upload.head[-1][1]]
    reader = RowReader(upload.kind, upload.portal, columns, headers, is_csv=upload.is_csv, today=today)
    publishes = user is None or may(user, DecisionAction.PUBLISH, upload.portal)
    comparing = Comparison(upload.kind, upload.portal, reader, today=today, may_publish=publishes)
    with tempfile.TemporaryFile(dir=directory()) as file:
        found = Waiting(file)
        for batch in comparing.batches(row for row in rows if not names_again(upload.kind, columns, row[1])):
            found.add(batch)
            if found.number > MOST_ROWS:
                raise Unusable(f"一个文件最多 {MOST_ROWS} 行，请分成几个文件导入。")
        if not found.number:
            raise Unusable("表头下面没有数据行，请确认选对了文件。")
        return write(upload, found, {**comparing.counts, "left_out": left_out})


@transaction.atomic
def write(upload: DecisionUpload, found: Waiting, counts: dict) -> DecisionUpload:
    if upload.pk:
        held = DecisionUpload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
        if held.state == UploadState.DONE or held.run != upload.run:
            raise NotAllowed("这个文件刚刚由别人重新核对或收录，请刷新页面。")
        upload.rows.all().delete()
    upload.counts, upload.run = counts, upload.run + 1
    upload.save()
    for batch in found.batches(upload):
        DecisionUploadRow.objects.bulk_create(batch)
    return upload


def refuse_by_name(name: str, size: int) -> None:
    if not name.lower().endswith(ENDINGS):
        raise Unusable(f"“{name}”不是表格文件，请上传 xlsx、xls 或 csv。")
    if size > LARGEST:
        raise Unusable(f"“{name}”有 {size >> 20} MB，最大 {LARGEST >> 20} MB，请分成几个文件。")
