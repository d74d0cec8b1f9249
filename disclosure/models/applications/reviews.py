"""行政复议、行政诉讼 about an application: the rows of table four."""

from django.db import models

from disclosure.applications.states import ReviewKind, ReviewResult


class ApplicationReview(models.Model):
    """A fold of REVIEW_FILED and REVIEW_DECIDED; `number` counts within the application."""

    application = models.ForeignKey("disclosure.Application", models.PROTECT, related_name="reviews")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField("类别", max_length=16, choices=ReviewKind)
    filed_on = models.DateField("立案日期")
    result = models.CharField("结果", max_length=10, choices=ReviewResult, default=ReviewResult.PENDING)
    decided_on = models.DateField("审结日期", null=True)

    class Meta:
        verbose_name = "复议、诉讼"
        verbose_name_plural = "复议、诉讼"
        ordering = ["application", "number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="application_review_once")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.filed_on:%Y-%m-%d}"
