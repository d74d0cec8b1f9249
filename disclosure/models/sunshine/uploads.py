"""A spreadsheet that was uploaded and read, and waits to be confirmed; nothing else has changed until then."""

from django.conf import settings
from django.db import models


class UploadKind(models.TextChoices):
    CATALOGUE = "catalogue", "标准目录"
    RECORDS = "records", "记录"


class SunshineUpload(models.Model):
    """`parts` is what was read (`sunshine.workbooks`), `faults` [{sheet, row, column, value, reason}], `refused` the
    rows with faults as they stood in the file (`sunshine.workbooks.refused`): [{sheet, header, rows: [[row, cells]]}].

    `done_at` is set once: a second confirmation changes nothing.
    """

    portal = models.ForeignKey("gov_sites.Portal", models.CASCADE, related_name="sunshine_uploads")
    kind = models.CharField(max_length=10, choices=UploadKind)
    domain = models.CharField(max_length=20, blank=True)
    name = models.CharField("文件名", max_length=200)
    parts = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    refused = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    report = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "阳光工程导入"
        verbose_name_plural = "阳光工程导入"
        ordering = ["-pk"]

    def __str__(self):
        return self.name
