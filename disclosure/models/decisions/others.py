"""Decisions that are counted and not published one by one: 行政强制, 简易程序处罚, what may not be made public."""

from django.conf import settings
from django.db import models


class CountedKind(models.TextChoices):
    LICENCE = "licence", "行政许可"
    PENALTY = "penalty", "行政处罚"
    COERCION = "coercion", "行政强制"


class OtherDecisions(models.Model):
    """How many a body made in a year besides the rows of the two tables; the annual report adds them."""

    organisation = models.ForeignKey("cms_core.Organisation", models.PROTECT, related_name="+", verbose_name="机关")
    government = models.ForeignKey("cms_core.Organisation", models.PROTECT, related_name="+", editable=False)
    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("种类", max_length=8, choices=CountedKind)
    count = models.PositiveIntegerField("决定数量", default=0)
    updated_at = models.DateTimeField(auto_now=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        verbose_name = "未逐件公示的决定数量"
        verbose_name_plural = "未逐件公示的决定数量"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "kind"], name="other_decisions_once"),
        ]

    def __str__(self):
        return f"{self.organisation} {self.year} 年{self.get_kind_display()}"
