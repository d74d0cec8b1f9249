"""财政专项资金管理清单 (section 5.5); amounts in 万元."""

from django.core.validators import MinValueValidator
from django.db import models

from listings.kinds import AllocationWay
from listings.models.versions import ItemVersion


class FundVersion(ItemVersion):
    """It stands from `starts` to `ends`; who owns it is warned before (`listings.warnings`)."""

    CATEGORY = "allocation_way"

    code = models.CharField("编号", max_length=80, blank=True)
    finance_office = models.CharField("财政归口处室", max_length=200, blank=True)
    legal_basis = models.TextField("设立依据", blank=True)
    rules = models.TextField("管理办法", blank=True)
    supports = models.TextField("支持对象、范围、标准", blank=True)
    allocation_way = models.CharField("分配方式", max_length=10, choices=AllocationWay)
    starts = models.DateField("存续期限起")
    ends = models.DateField("存续期限止")
    budget_year = models.PositiveSmallIntegerField("预算年度", null=True, blank=True)
    budget = models.DecimalField(
        "年度预算（万元）", max_digits=18, decimal_places=6, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    last_year_spent = models.DecimalField(
        "上年执行（万元）", max_digits=18, decimal_places=6, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    applying = models.TextField("申报通知", blank=True)
    allocation = models.TextField("分配结果", blank=True)
    goals = models.TextField("绩效目标", blank=True)
    evaluation = models.TextField("绩效评价结果", blank=True)
    inspections = models.TextField("监督检查、审计结果", blank=True)
    complaints = models.TextField("投诉举报渠道", blank=True)
    remark = models.TextField("备注", blank=True)

    class Meta(ItemVersion.Meta):
        verbose_name = "专项资金"
        verbose_name_plural = "专项资金"
