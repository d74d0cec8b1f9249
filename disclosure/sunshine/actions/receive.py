"""Receives a spreadsheet: read at once, kept as what was read; nothing else changes until it is confirmed."""

import tempfile
from pathlib import Path, PurePosixPath

from django.db import transaction
from django.utils import timezone

from disclosure.models import SunshineUpload, UploadKind
from disclosure.sunshine.actions.load import LoadCatalogue
from disclosure.sunshine.actions.take_in import TakeInRecords
from disclosure.sunshine.domains import domains
from disclosure.sunshine.errors import NotAllowed, Unusable
from disclosure.sunshine.workbooks.catalogue import read_catalogue
from disclosure.sunshine.workbooks.records import read_records

LARGEST = 10 << 20
ENDINGS = (".xlsx", ".xls", ".et", ".csv")
KEPT = 20


class ReceiveUpload:
    """`file` as Django's forms have it. Raises Unusable."""

    def __init__(self, portal, file, *, kind: str, domain: str = "", user=None):
        self.portal, self.file, self.kind, self.domain, self.user = portal, file, kind, domain, user

    def execute(self) -> SunshineUpload:
        name = PurePosixPath(self.file.name).name[-200:]
        ending = PurePosixPath(name).suffix.lower()
        if ending not in ENDINGS:
            raise Unusable(f"“{name}”不是表格，请上传 xlsx、xls 或 csv 文件。")
        if self.file.size > LARGEST:
            raise Unusable(f"“{name}”超过 {LARGEST >> 20} MB，请分成几个文件，或去掉图片。")
        upload = SunshineUpload(portal=self.portal, kind=self.kind, domain=self.domain, name=name, by=self.user)
        with tempfile.TemporaryDirectory(prefix="portal-sunshine-") as folder:
            path = Path(folder) / f"file{ending}"
            with path.open("wb") as out:
                for chunk in self.file.chunks():
                    out.write(chunk)
            self.read(upload, path, name)
        upload.save()
        self.tidy(upload)
        return upload

    def read(self, upload: SunshineUpload, path: Path, name: str) -> None:
        if self.kind == UploadKind.CATALOGUE:
            found = read_catalogue(path, name, self.domain)
            upload.parts = [part.as_data() for part in found.parts if part.domain and part.rows]
            upload.faults, upload.refused, upload.notes = found.faults, found.refused, found.notes
            difference = LoadCatalogue(self.portal, upload.parts, only_compare=True, keep_gone=bool(found.faults))
            upload.report = {"parts": difference.execute()}
        else:
            rows = read_records(path, self.portal, domains()[self.domain])
            upload.parts, upload.notes = rows.rows, rows.notes
            upload.faults, upload.refused = rows.faults, rows.refused
            upload.report = TakeInRecords(self.portal, self.domain, rows.rows).compare()

    def tidy(self, upload: SunshineUpload) -> None:
        """What was read is a copy of what is loaded: the older ones keep their report only."""
        old = SunshineUpload.objects.filter(portal=self.portal).order_by("-pk").values_list("pk", flat=True)[KEPT:]
        SunshineUpload.objects.filter(pk__in=list(old)).update(parts=[], faults=[], refused=[])


class ConfirmUpload:
    """Once: a second click finds it done. `publish` for records only; `accept_good` leaves faulty rows out."""

    def __init__(self, upload: SunshineUpload, *, user=None, accept_good: bool = False, publish: bool = False):
        self.upload, self.user, self.accept_good, self.publish = upload, user, accept_good, publish

    @transaction.atomic
    def execute(self) -> SunshineUpload:
        upload = (
            SunshineUpload.objects.select_for_update().select_related("portal__organisation").get(pk=self.upload.pk)
        )
        if upload.done_at:
            return upload
        if upload.faults and not self.accept_good:
            raise NotAllowed(f"有 {len(upload.faults)} 处错误；改正后重新上传，或勾选只导入没有问题的行。")
        if not upload.parts:
            raise NotAllowed("没有可以导入的行，请改正后重新上传。")
        if upload.kind == UploadKind.CATALOGUE:
            load = LoadCatalogue(
                upload.portal, upload.parts, source=upload.name, user=self.user, keep_gone=bool(upload.faults)
            )
            upload.report = {"parts": load.execute()}
        else:
            take = TakeInRecords(upload.portal, upload.domain, upload.parts, user=self.user, publish=self.publish)
            upload.report = take.execute()
        upload.done_at = timezone.now()
        upload.save(update_fields=["report", "done_at"])
        return upload
