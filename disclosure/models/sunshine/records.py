"""结构化记录: a line of a domain's table, and who changed it when."""

from django.conf import settings
from django.db import models

from disclosure.sunshine.domains import domain_choices


class RecordState(models.TextChoices):
    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤下"


class SunshineRecord(models.Model):
    """`values` are in plain form (days and amounts as text) by the names of the domain's fields in domains.toml.

    What lists sort and filter by and charts add up stands in columns of its own, filled from `values` by
    `sunshine.values.fill`; amounts are 万元. `identity` finds the record again in a workbook.
    """

    portal = models.ForeignKey("gov_sites.Portal", models.CASCADE, related_name="sunshine_records")
    domain = models.CharField("领域", max_length=20, choices=domain_choices)
    organisation = models.ForeignKey("cms_core.Organisation", models.PROTECT, related_name="+", verbose_name="公开主体")
    row = models.ForeignKey(
        "disclosure.CatalogueRow",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="records",
        verbose_name="目录事项",
    )
    values = models.JSONField(default=dict)
    title = models.CharField("名称", max_length=300)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    day = models.DateField("日期", null=True, blank=True)
    category = models.CharField("类别", max_length=60, blank=True)
    stage = models.CharField("阶段", max_length=60, blank=True)
    scope = models.CharField("级次", max_length=20, blank=True)
    amount = models.DecimalField("金额（万元）", max_digits=18, decimal_places=6, null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=RecordState, default=RecordState.DRAFT)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    identity = models.CharField(max_length=64, editable=False)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "阳光工程记录"
        verbose_name_plural = "阳光工程记录"
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["portal", "domain", "identity"], name="sunshine_record_once"),
        ]
        indexes = [
            models.Index(fields=["portal", "domain", "state", "-published_at", "-id"], name="sunshine_record_list"),
            # Of each filter the newest first: a rare one would else be looked for among all.
            models.Index(
                fields=["portal", "domain", "state", "year", "-published_at", "-id"], name="sunshine_record_year"
            ),
            models.Index(
                fields=["portal", "domain", "state", "category", "-published_at", "-id"],
                name="sunshine_record_category",
            ),
            models.Index(
                fields=["portal", "domain", "state", "stage", "-published_at", "-id"], name="sunshine_record_stage"
            ),
            models.Index(fields=["row", "portal", "state", "-published_at"], name="sunshine_record_row"),
        ]

    def __str__(self):
        return self.title

    @property
    def path(self) -> str:
        return f"/sunshine/{self.domain}/{self.pk}.html"


class RecordChange(models.Model):
    """Append only. `changes`: {field: [before, after]} in plain form."""

    record = models.ForeignKey(SunshineRecord, models.CASCADE, related_name="changes")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=20)
    changes = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.record_id} {self.what}"
