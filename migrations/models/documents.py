"""What is remembered of an import: where each page came from, as it stood there."""

from django.db import models


class ImportedDocument(models.Model):
    """The old page behind a document: its text as it came, its way (首页 > … > 第7期), and what was understood of it.

    The original is what a doubt is settled by, and what an import run again is recognised by.
    """

    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, related_name="imported_from")
    portal = models.ForeignKey("gov_sites.Portal", models.CASCADE, related_name="+")
    source_name = models.CharField(max_length=255)
    source_line = models.PositiveIntegerField(null=True, blank=True)
    source_url = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=64, db_index=True)
    original = models.TextField(blank=True)
    steps = models.JSONField(default=list)
    gazette_year = models.PositiveSmallIntegerField(null=True, blank=True)
    gazette_issue = models.PositiveSmallIntegerField(null=True, blank=True)
    gazette_serial = models.PositiveIntegerField(null=True, blank=True, db_index=True)
    report = models.JSONField(default=dict)
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "导入的公文"
        verbose_name_plural = "导入的公文"

    def __str__(self):
        return self.source_name
