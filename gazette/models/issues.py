"""期: year, number within the year, running serial, and where it stands on its way to the public."""

from django.db import models

from gazette.states import EDITABLE, SEALED, IssueState


class IssueQuerySet(models.QuerySet):
    def published(self):
        """What the public may see. Every public view, file, feed and export starts here."""
        return self.filter(state=IssueState.PUBLISHED)

    def newest(self):
        return self.order_by("-year", "-number")


class Issue(models.Model):
    """`serial` is null where an old volume carries none. `contents_only`: scanned files and contents, no texts.

    `publish_at` is the approved minute, `published_at` when it happened. `page` is its face in the catalogue, made at
    publication. `proof_digest` names what was approved (`gazette.signing.proof`).
    """

    gazette = models.ForeignKey("gazette.Gazette", models.PROTECT, related_name="issues")
    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveSmallIntegerField("年内期号")
    serial = models.PositiveIntegerField("总期号", null=True, blank=True)
    name = models.CharField("特别名称", max_length=60, blank=True, help_text="如“增刊”“专刊”；一般留空。")
    publication_day = models.DateField("出版日期", null=True, blank=True)
    note = models.TextField("卷首说明", blank=True)
    contents_only = models.BooleanField("只有目录和扫描件", default=False)
    state = models.CharField(
        "状态", max_length=10, choices=IssueState, default=IssueState.DRAFTING, editable=False, db_index=True
    )
    publish_at = models.DateTimeField("发布时刻", null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    proof_digest = models.CharField(max_length=64, blank=True, editable=False)
    submitted_by = models.ForeignKey("auth.User", models.SET_NULL, null=True, editable=False, related_name="+")
    approved_by = models.ForeignKey("auth.User", models.SET_NULL, null=True, editable=False, related_name="+")
    page = models.OneToOneField(
        "gazette.IssuePage", models.SET_NULL, null=True, blank=True, editable=False, related_name="issue"
    )
    # Counted up by every change of its contents, so that two editors do not undo each other unawares.
    revision = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = "公报期"
        verbose_name_plural = "公报期"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["gazette", "year", "number"], name="issue_number_once"),
            models.UniqueConstraint(fields=["gazette", "serial"], name="issue_serial_once"),
        ]
        indexes = [models.Index(fields=["gazette", "state", "-year", "-number"], name="issue_of_gazette")]

    def __str__(self):
        return self.title

    @property
    def label(self) -> str:
        """第7期(总第1074期), as the seed's breadcrumb writes it."""
        serial = f"（总第{self.serial}期）" if self.serial else ""
        name = f" {self.name}" if self.name else ""
        return f"第{self.number}期{serial}{name}"

    @property
    def title(self) -> str:
        return f"{self.gazette.name} {self.year}年{self.label}"

    @property
    def path(self) -> str:
        """On the host of its portal, for life: `/gazette/2015/7/`."""
        return f"/gazette/{self.year}/{self.number}/"

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def is_sealed(self) -> bool:
        return self.state in SEALED

    @property
    def is_published(self) -> bool:
        return self.state == IssueState.PUBLISHED
