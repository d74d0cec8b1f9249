"""政府信息公开工作年度报告 (国办公开办函〔2021〕30号): one of a body and a year, its figures, what was put right."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.fields import RichTextField

FEATURES = ["bold", "ol", "ul", "link"]


def person(label: str, **options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=label
    )


class ReportState(models.TextChoices):
    """起草 → 待审核 → 待发布 → 已发布; one that is put right goes the same way again while its old version stays."""

    DRAFT = "draft", "起草"
    SUBMITTED = "submitted", "待审核"
    APPROVED = "approved", "待发布"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤下"


class AnnualReport(models.Model):
    """`snapshot` is what was submitted, and what is checked, approved and published; a draft has none.

    `page` is what the public reads; it stays while a correction is being made. `revision` goes up with every change.
    """

    organisation = models.ForeignKey(
        "cms_core.Organisation", models.PROTECT, related_name="annual_reports", verbose_name="报告单位"
    )
    portal = models.ForeignKey("gov_sites.Portal", models.PROTECT, related_name="annual_reports", verbose_name="门户")
    year = models.PositiveSmallIntegerField("年度")
    state = models.CharField("状态", max_length=10, choices=ReportState, default=ReportState.DRAFT, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    overview = RichTextField("一、总体情况", features=FEATURES, blank=True)
    disclosed = RichTextField("二、主动公开政府信息情况", features=FEATURES, blank=True)
    requested = RichTextField("三、收到和处理政府信息公开申请情况", features=FEATURES, blank=True)
    reviewed = RichTextField("四、政府信息公开行政复议、行政诉讼情况", features=FEATURES, blank=True)
    problems = RichTextField("五、存在的主要问题及改进情况", features=FEATURES, blank=True)
    others = RichTextField("六、其他需要报告的事项", features=FEATURES, blank=True)
    counted_at = models.DateTimeField("统计时间", null=True, editable=False)
    snapshot = models.JSONField(null=True, editable=False)
    submitted_at = models.DateTimeField("送审时间", null=True, editable=False)
    submitted_by = person("送审人")
    approved_at = models.DateTimeField("审核时间", null=True, editable=False)
    approved_by = person("审核人")
    sent_back = models.CharField("退回意见", max_length=500, blank=True, editable=False)
    page = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, editable=False, related_name="+")
    published_on = models.DateField("首次发布日期", null=True, editable=False)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, editable=False)
    withdrawn_reason = models.CharField("撤下原因", max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "政府信息公开工作年度报告"
        verbose_name_plural = "政府信息公开工作年度报告"
        ordering = ["-year", "organisation"]
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="annual_report_once")]
        indexes = [models.Index(fields=["portal", "year"], name="annual_report_of_portal")]

    def __str__(self):
        return f"{self.organisation}{self.year}年政府信息公开工作年度报告"

    @property
    def is_public(self) -> bool:
        return self.page_id is not None and self.withdrawn_at is None

    @property
    def url(self) -> str:
        """Where the public reads it; "" where it does not."""
        entry = getattr(self.page, "entry", None) if self.is_public else None
        return f"{self.portal.base_url}/{entry.address}" if entry and entry.visible else ""


class ReportFigure(models.Model):
    """One cell that is no sum. `counted` by the platform; where it counts nothing (收费), `entered` by a person."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="figures")
    table = models.CharField("表", max_length=1)
    row = models.CharField("行", max_length=16)
    column = models.CharField("列", max_length=10)
    counted = models.DecimalField("统计数", max_digits=14, decimal_places=2, null=True)
    entered = models.DecimalField("填报数", max_digits=14, decimal_places=2, null=True)

    class Meta:
        verbose_name = "年报数字"
        verbose_name_plural = "年报数字"
        ordering = ["report", "table", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "table", "row", "column"], name="report_figure_once")]

    def __str__(self):
        return f"{self.table} {self.row} {self.column}"


class ReportCorrection(models.Model):
    """What is added to a counted figure, and why; never changed, only taken back. A recount leaves it as it is."""

    figure = models.ForeignKey(ReportFigure, models.CASCADE, related_name="corrections", verbose_name="数字")
    amount = models.DecimalField("更正数", max_digits=14, decimal_places=2)
    reason = models.CharField("原因", max_length=300)
    by = person("更正人")
    at = models.DateTimeField("更正时间")
    taken_back_at = models.DateTimeField("撤销时间", null=True, editable=False)
    taken_back_by = person("撤销人")

    class Meta:
        verbose_name = "年报数字更正"
        verbose_name_plural = "年报数字更正"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="report_correction_is_some")]

    def __str__(self):
        return f"{self.told}：{self.reason}"

    @property
    def told(self) -> str:
        whole = self.amount == self.amount.to_integral_value()
        return f"{'＋' if self.amount > 0 else '−'}{abs(int(self.amount) if whole else self.amount)}"


class ReportVersion(models.Model):
    """What the public was told, word by word: kept when a corrected one takes its place. `note`: what was corrected."""

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版次")
    content = models.JSONField()
    note = models.CharField("更正说明", max_length=500, blank=True)
    published_at = models.DateTimeField("发布时间")
    published_by = person("发布人")

    class Meta:
        verbose_name = "年报版本"
        verbose_name_plural = "年报版本"
        ordering = ["report", "-number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="report_version_once")]

    def __str__(self):
        return f"{self.report} 第 {self.number} 版"
