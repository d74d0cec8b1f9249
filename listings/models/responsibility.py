"""政府责任清单: Zhejiang's four blocks, and the responsibilities of a power as elsewhere (section 5.3)."""

from django.db import models

from listings.kinds import ResponsibilityBlock
from listings.models.versions import ItemVersion


class ResponsibilityVersion(ItemVersion):
    """Which columns a row needs follows from its block (`listings/fields/responsibility.toml`)."""

    CATEGORY = "block"

    code = models.CharField("编码", max_length=80, blank=True)
    block = models.CharField("类别", max_length=10, choices=ResponsibilityBlock)
    # 部门职责
    main_duty = models.TextField("主要职责", blank=True)
    tasks = models.TextField("具体工作事项", blank=True)
    # 职责边界
    related_bodies = models.TextField("相关部门", blank=True)
    division = models.TextField("职责分工", blank=True)
    boundary_basis = models.TextField("相关依据", blank=True)
    case = models.TextField("案例", blank=True)
    # 事中事后监管
    oversight_object = models.TextField("监管对象", blank=True)
    oversight_content = models.TextField("监管内容", blank=True)
    oversight_way = models.TextField("监管方式", blank=True)
    oversight_procedure = models.TextField("监管程序", blank=True)
    oversight_measures = models.TextField("监管措施", blank=True)
    oversight_handling = models.TextField("监管处理", blank=True)
    # 公共服务
    service_content = models.TextField("主要内容", blank=True)
    institution = models.CharField("承办机构", max_length=200, blank=True)
    phone = models.CharField("联系电话", max_length=100, blank=True)
    # 权力对应责任
    power_code = models.CharField("职权编码", max_length=80, blank=True)
    legal_basis = models.TextField("设定依据", blank=True)
    responsibilities = models.TextField("责任事项", blank=True)
    responsibility_basis = models.TextField("责任事项依据", blank=True)
    accountability = models.TextField("追责情形", blank=True)
    accountability_basis = models.TextField("追责依据", blank=True)
    supervision_way = models.CharField("监督方式", max_length=500, blank=True)
    remark = models.TextField("备注", blank=True)

    class Meta(ItemVersion.Meta):
        verbose_name = "责任事项"
        verbose_name_plural = "责任事项"
        indexes = [*ItemVersion.Meta.indexes, models.Index(fields=["power_code"], name="responsibility_of_power")]
