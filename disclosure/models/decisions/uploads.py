"""A workbook of licences or penalties that was uploaded: its rows, what each would change, what is wrong with it.

The file itself is not kept: its cells are, sealed row by row, until the upload is settled or a month old.
"""

from django.conf import settings
from django.db import models

from disclosure.decisions.kinds import DecisionKind
from disclosure.sealing import SealedJSON


class UploadState(models.TextChoices):
    READY = "ready", "待确认"
    DONE = "done", "已收录"


class RowOutcome(models.TextChoices):
    NEW = "new", "新增"
    CHANGED = "changed", "变更"
    SAME = "same", "未变"
    REFUSED = "refused", "退回"


class DecisionUpload(models.Model):
    """`head` are the rows up to the one that names the columns; `columns` {place: field}; `run` counts the checks."""

    portal = models.ForeignKey("gov_sites.Portal", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=DecisionKind)
    name = models.CharField("文件名", max_length=200)
    sheet = models.CharField("工作表", max_length=100, blank=True)
    is_csv = models.BooleanField(default=False)
    head = models.JSONField(default=list)
    header_row = models.PositiveIntegerField(default=0)
    columns = models.JSONField(default=dict)
    template = models.CharField(max_length=12, blank=True)
    state = models.CharField("状态", max_length=8, choices=UploadState, default=UploadState.READY)
    run = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "双公示导入"
        verbose_name_plural = "双公示导入"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.get_kind_display()}导入 {self.pk}"


class DecisionUploadRow(models.Model):
    """`sealed` holds the cells as they were, values, changes {field: [before, after]}, faults [{column, reason}].

    `target` and `revision` are the decision that it was compared with: another one since then must be seen first.
    """

    upload = models.ForeignKey(DecisionUpload, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=RowOutcome)
    late = models.BooleanField(default=False)
    target = models.BigIntegerField(null=True)
    revision = models.PositiveIntegerField(default=0)
    sealed = SealedJSON()

    class Meta:
        ordering = ["number", "pk"]
        indexes = [models.Index(fields=["upload", "outcome", "number"], name="decision_row_outcome")]

    def __str__(self):
        return f"{self.number} {self.get_outcome_display()}"
