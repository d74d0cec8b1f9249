"""行政许可: a licence that was granted (27 columns of the export template, section 7.1)."""

from django.db import models

from disclosure.decisions.kinds import DecisionKind, LicenceCategory, LicenceStatus
from disclosure.models.decisions.base import Decision, indexes, once


class Licence(Decision):
    KIND = DecisionKind.LICENCE

    document_name = models.CharField("行政许可决定文书名称", max_length=200, blank=True)
    category = models.CharField("许可类别", max_length=12, choices=LicenceCategory)
    category_note = models.CharField("其他类别说明", max_length=100, blank=True)
    certificate = models.CharField("许可证书名称", max_length=200, blank=True)
    certificate_number = models.CharField("许可编号", max_length=128, blank=True)
    content = models.TextField("许可内容", max_length=10_000)
    valid_from = models.DateField("有效期自", null=True, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    status = models.CharField("当前状态", max_length=1, choices=LicenceStatus, default=LicenceStatus.VALID)

    class Meta:
        verbose_name = "行政许可"
        verbose_name_plural = "行政许可"
        indexes = indexes("licence")
        constraints = once("licence")
