"""What is remembered of the import of back issues: the reconciliation report of each run, and each issue's source."""

from django.db import models


class GazetteImport(models.Model):
    """对账: one run of `import_gazette` that was allowed to write; `report` is what it printed with --json.

    It is there from the first batch on, and without `finished_at` when the run was broken off.
    """

    portal = models.ForeignKey("gov_sites.Portal", models.CASCADE, related_name="+", verbose_name="门户")
    source_name = models.CharField("来源", max_length=255)
    started_at = models.DateTimeField("开始", auto_now_add=True)
    finished_at = models.DateTimeField("结束", null=True, blank=True)
    report = models.JSONField("对账", default=dict)

    class Meta:
        verbose_name = "往期收录"
        verbose_name_plural = "往期收录"
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return self.source_name


class ImportedIssue(models.Model):
    """`digest` is of the rows and files that an issue came from: by it a second run knows what is there unchanged."""

    issue = models.OneToOneField("gazette.Issue", models.CASCADE, related_name="imported_from")
    run = models.ForeignKey(GazetteImport, models.SET_NULL, null=True, related_name="issues")
    digest = models.CharField(max_length=64)
    source_line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "导入的公报期"
        verbose_name_plural = "导入的公报期"

    def __str__(self):
        return self.digest[:16]
