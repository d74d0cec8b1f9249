"""Checking an upload in the background: read, compared, written down as a whole; nothing of the list changes."""

import logging
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from cms_core.tables.reading import is_workbook
from listings.errors import ListingsError
from listings.models import Upload, UploadRow, UploadState
from listings.workbooks import look
from listings.workbooks.bodies import Bodies
from listings.workbooks.compare import Comparison, tally
from listings.workbooks.look import Unusable
from listings.workbooks.plan import Plan
from listings.workbooks.reading import Row, RowReader

logger = logging.getLogger("portal.listings")

MOST_ROWS = 20_000
TELL_EVERY = 500
WORDS = 200
# Someone looks at its progress: it goes before what the worker does for nobody in particular.
WAITED_FOR = 50
BROKEN = "核对中断（{error}），请重新核对；详情见系统日志。"


def start_check(upload: Upload) -> None:
    """In the caller's transaction: the task begins when it is committed; one that is under way is overtaken."""
    begin(upload)
    pk, run = upload.pk, upload.run
    transaction.on_commit(lambda: check_upload.enqueue(pk, run))


def begin(upload: Upload) -> None:
    upload.run += 1
    upload.state, upload.stage, upload.done, upload.problem = UploadState.CHECKING, "等待开始", 0, ""
    upload.save()


@task(priority=WAITED_FOR)
def check_upload(upload_id: int, run: int) -> None:
    """Idempotent: what a killed worker had done is not there, and the next one does all of it."""
    upload = Upload.objects.filter(pk=upload_id, run=run, state=UploadState.CHECKING).first()
    if upload is None:
        return
    try:
        Check(upload).execute()
    except ListingsError as error:
        fail(upload, str(error))
    except Exception as error:
        logger.exception("Check of upload %s failed", upload_id)
        fail(upload, BROKEN.format(error=type(error).__name__))


def fail(upload: Upload, problem: str) -> None:
    mine = Upload.objects.filter(pk=upload.pk, run=upload.run)
    mine.update(state=UploadState.FAILED, problem=problem, updated_at=timezone.now())


class Check:
    """`path` where the file does not lie in the storage (commands)."""

    def __init__(self, upload: Upload, path: Path | None = None):
        self.upload = upload
        self.path = path or Path(upload.file.path)
        self.plan = Plan.of(upload.plan)

    def execute(self) -> None:
        """Raises Unusable."""
        listing = (
            type(self.upload.listing).objects.select_related("portal__organisation").get(pk=self.upload.listing_id)
        )
        reader = RowReader(
            listing, self.plan, self.upload.headers, bodies=Bodies(listing), is_csv=not is_workbook(self.path)
        )
        rows = self.read(reader)
        columns, whole = reader.column_names(), self.plan.whole
        comparing = Comparison(listing, self.upload.day, rows, columns=columns, whole=whole, progress=self.progress)
        found = comparing.execute()
        counts = tally(found)
        counts["bodies"] = sorted({row.body for row in rows if row.body})
        counts["unknown"] = {name: dict(islice(words.items(), WORDS)) for name, words in reader.unknown.items()}
        counts["gone_by_body"] = by_body(found)
        self.write(found, counts, listing.digest)

    def read(self, reader: RowReader) -> list[Row]:
        rows = []
        for number, cells in look.rows(self.path, self.upload.name, self.upload.sheet):
            if number <= self.upload.header_row or not any(cell not in (None, "") for cell in cells):
                continue
            if repeats(self.upload.headers, cells):
                continue
            rows.append(reader.read(number, cells))
            if len(rows) > MOST_ROWS:
                raise Unusable(f"一个文件最多 {MOST_ROWS} 行，请按机关分成几个文件，分次导入。")
            if len(rows) % TELL_EVERY == 0:
                self.progress("读取", len(rows))
        if not rows:
            raise Unusable("表头下面没有数据行，请确认选对了工作表和表头所在行。")
        return rows

    def progress(self, stage: str, done: int) -> None:
        mine = Upload.objects.filter(pk=self.upload.pk, run=self.upload.run)
        mine.update(stage=stage, done=done, updated_at=timezone.now())

    @transaction.atomic
    def write(self, found: list[UploadRow], counts: dict, digest: str) -> None:
        """All rows or none, and none once a newer check has begun."""
        upload = Upload.objects.select_for_update().get(pk=self.upload.pk)
        if upload.run != self.upload.run or upload.state != UploadState.CHECKING:
            return
        upload.rows.all().delete()
        for row in found:
            row.upload = upload
        UploadRow.objects.bulk_create(found, batch_size=500)
        upload.state, upload.counts, upload.base, upload.stage = UploadState.READY, counts, digest, ""
        upload.done = sum(1 for row in found if row.number)
        upload.save(update_fields=["state", "counts", "base", "stage", "done", "updated_at"])
        self.upload = upload


def repeats(headers: list[str], cells: list) -> bool:
    """The header again, as on every printed page."""
    return [str(cell or "").strip() for cell in cells] == [header.strip() for header in headers]


def by_body(found: list[UploadRow]) -> dict[str, int]:
    counts = {}
    for row in found:
        if row.outcome == "gone":
            counts[row.body] = counts.get(row.body, 0) + 1
    return counts
