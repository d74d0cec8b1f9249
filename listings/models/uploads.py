"""A workbook that was uploaded for a list: how it is read, how far that is, and what it would change."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from listings.workbooks.storage import storage_name, workbook_storage


class UploadState(models.TextChoices):
    """待对应 → 核对中 → 待确认 → 已生成调整; nothing of a list changes in any of them."""

    MAPPING = "mapping", "待对应列"
    CHECKING = "checking", "核对中"
    READY = "ready", "待确认"
    FAILED = "failed", "读不下去"
    DONE = "done", "已生成调整"


class Upload(models.Model):
    """`plan` is `listings.workbooks.plan.Plan`, `counts` what the check found, `base` the list's digest it was made on.

    `run` counts the checks: one that was overtaken by a newer one writes nothing.
    """

    listing = models.ForeignKey("listings.Listing", models.CASCADE, related_name="uploads")
    name = models.CharField("文件名", max_length=200)
    file = models.FileField(storage=workbook_storage, upload_to=storage_name, max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    day = models.DateField("生效日期")
    state = models.CharField("状态", max_length=8, choices=UploadState, default=UploadState.MAPPING)
    sheet = models.CharField("工作表", max_length=100, blank=True)
    header_row = models.PositiveIntegerField("表头所在行", default=0)
    headers = models.JSONField(default=list, blank=True)
    plan = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    run = models.PositiveIntegerField(default=0)
    stage = models.CharField(max_length=60, blank=True)
    done = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)
    base = models.CharField(max_length=64, blank=True)
    adjustment = models.OneToOneField(
        "listings.Adjustment", models.SET_NULL, null=True, blank=True, related_name="upload"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "导入的工作簿"
        verbose_name_plural = "导入的工作簿"
        ordering = ["-pk"]

    def __str__(self):
        return self.name

    def is_silent(self, now: datetime.datetime | None = None) -> bool:
        """Being checked, and nothing heard of it: its worker is gone, or none runs."""
        lease = datetime.timedelta(seconds=settings.PORTAL_TASK_LEASE_SECONDS)
        return self.state == UploadState.CHECKING and self.updated_at < (now or timezone.now()) - lease


class Outcome(models.TextChoices):
    NEW = "new", "新增"
    CHANGED = "changed", "变更"
    SAME = "same", "未变"
    GONE = "gone", "清单有、文件无"
    REFUSED = "refused", "退回"


class UploadRow(models.Model):
    """One row of the file, or one item that the file has not (`number` 0), against the list of the upload's day.

    `values` are the new ones of a new item; `changes` {field: [before, after]}; `faults`
    [{column, field, value, reason}].
    """

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=8, choices=Outcome)
    item = models.ForeignKey("listings.Item", models.CASCADE, null=True, related_name="+")
    body = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=500, blank=True)
    values = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    faults = models.JSONField(default=list)

    class Meta:
        ordering = ["number", "pk"]
        indexes = [
            models.Index(fields=["upload", "number"], name="upload_row_number"),
            models.Index(fields=["upload", "outcome", "number"], name="upload_row_outcome"),
        ]

    def __str__(self):
        return f"{self.number} {self.get_outcome_display()}"
