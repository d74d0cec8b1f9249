"""行政处罚: a penalty that was imposed (the cf_* columns of section 7.1)."""

from django.db import models

from disclosure.decisions.kinds import DecisionKind
from disclosure.models.decisions.base import Decision, indexes, once

# 18,6 in the official table: amounts are 万元.
AMOUNT = {"max_digits": 18, "decimal_places": 6, "null": True, "blank": True}


class Penalty(Decision):
    """`category` is packed by `decisions.kinds.packed`: a decision may impose several kinds."""

    KIND = DecisionKind.PENALTY

    title = models.CharField("处罚名称", max_length=200, blank=True)
    breach = models.CharField("违法行为类型", max_length=500, blank=True)
    facts = models.TextField("违法事实", max_length=10_000)
    basis = models.TextField("处罚依据", max_length=10_000)
    category = models.CharField("处罚类别", max_length=120)
    category_note = models.CharField("其他类别说明", max_length=100, blank=True)
    content = models.TextField("处罚内容", max_length=10_000)
    fine = models.DecimalField("罚款金额（万元）", **AMOUNT)
    confiscated = models.DecimalField("没收违法所得、没收非法财物的金额（万元）", **AMOUNT)
    certificates = models.CharField("暂扣或吊销证照名称及编号", max_length=200, blank=True)
    valid_until = models.DateField("处罚有效期", null=True, blank=True)

    class Meta:
        verbose_name = "行政处罚"
        verbose_name_plural = "行政处罚"
        indexes = indexes("penalty")
        constraints = once("penalty")
