"""行政权力基本目录: what a province keeps the same everywhere (名称、编码、类型、依据四同, section 5.1)."""

from django.db import models

from listings.kinds import PowerCategory
from listings.models.versions import ItemVersion


class BasicVersion(ItemVersion):
    """`levels` says where it is exercised, as figures of `Level` parted by commas: 2,3."""

    CATEGORY = "category"

    code = models.CharField("基本编码", max_length=80)
    category = models.CharField("权力类别", max_length=12, choices=PowerCategory)
    legal_basis = models.TextField("设定依据")
    levels = models.CharField("行使层级", max_length=20, blank=True)
    remark = models.TextField("备注", blank=True)

    class Meta(ItemVersion.Meta):
        verbose_name = "基本目录事项"
        verbose_name_plural = "基本目录事项"
