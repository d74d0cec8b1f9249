"""The files of an issue: its editions, scans, cover, and the attachments and pictures of its entries as they were."""

from django.db import models

from gazette.storage import gazette_storage, storage_name


class FileKind(models.TextChoices):
    PDF = "pdf", "PDF 版"
    EPUB = "epub", "EPUB 版"
    ARCHIVE = "archive", "全文数据包"
    SCAN = "scan", "扫描版"
    COVER = "cover", "封面"
    ATTACHMENT = "attachment", "附件"
    PICTURE = "picture", "图片"


EDITIONS = (FileKind.PDF, FileKind.EPUB, FileKind.ARCHIVE)


class IssueFile(models.Model):
    """Lies outside of the media directory: only a view that asks whether the issue is published hands it out.

    `name` is what readers see; unique in the issue (whole-issue files) or the entry. `sha256` is of what was written:
    a file changed on disk no longer agrees with it.
    """

    issue = models.ForeignKey("gazette.Issue", models.CASCADE, related_name="files")
    entry = models.ForeignKey("gazette.IssueEntry", models.CASCADE, null=True, blank=True, related_name="files")
    kind = models.CharField(max_length=10, choices=FileKind)
    name = models.CharField(max_length=160)
    file = models.FileField(upload_to=storage_name, storage=gazette_storage, max_length=160)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "公报文件"
        verbose_name_plural = "公报文件"
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "name"], condition=models.Q(entry__isnull=True), name="issue_file_once"
            ),
            models.UniqueConstraint(
                fields=["entry", "name"], condition=models.Q(entry__isnull=False), name="entry_file_once"
            ),
        ]

    def __str__(self):
        return self.name
