"""企业投资项目负面清单 (section 5.4); what it does not name is only put on record."""

from django.db import models

from listings.kinds import NegativeMeasure
from listings.models.versions import ItemVersion


class Authority(models.TextChoices):
    """核准权限."""

    STATE = "state", "国家"
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"


class NegativeVersion(ItemVersion):
    """`industry_code` is one of GB/T 4754 (`listings.industries`), as deep as the rule reaches: C, 26, 261, 2611."""

    CATEGORY, THEME = "measure", "industry_code"

    code = models.CharField("事项编码", max_length=80, blank=True)
    industry_code = models.CharField("国民经济行业代码", max_length=5, blank=True)
    project = models.TextField("项目类别", blank=True)
    measure = models.CharField("管理措施", max_length=10, choices=NegativeMeasure)
    measure_note = models.TextField("措施描述", blank=True)
    authority = models.CharField("核准权限", max_length=10, choices=Authority, blank=True)
    basis = models.TextField("依据", blank=True)
    area = models.TextField("适用区域", blank=True)
    department = models.CharField("主管部门", max_length=200, blank=True)
    local_measures = models.TextField("地方性许可措施", blank=True)
    remark = models.TextField("备注", blank=True)

    class Meta(ItemVersion.Meta):
        verbose_name = "负面清单事项"
        verbose_name_plural = "负面清单事项"
