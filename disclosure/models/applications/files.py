"""What comes with an application, sealed: proofs of identity, attachments, opinions, answers."""

from django.db import models

from disclosure.applications.states import FileKind
from disclosure.sealing import SealedText
from disclosure.sealing.storage import sealed_storage, storage_name


class ApplicationFile(models.Model):
    """`name` is what the sender called it, sealed too. `file` is empty once its contents were erased."""

    application = models.ForeignKey("disclosure.Application", models.PROTECT, related_name="files")
    kind = models.CharField("类别", max_length=10, choices=FileKind)
    name = SealedText("文件名")
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(default=0)
    file = models.FileField(storage=sealed_storage, upload_to=storage_name, max_length=80, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "申请材料"
        verbose_name_plural = "申请材料"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.pk or ''}".strip()
