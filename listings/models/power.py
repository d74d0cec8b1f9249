"""行政权力清单: the fields of an item of power, after the exchange table of Zhejiang's 权力事项库 (section 5.2)."""

from django.db import models

from cms_core.models.organisations import Level
from listings.kinds import PowerCategory
from listings.models.versions import ItemVersion


class Source(models.TextChoices):
    LAW = "law", "法定本级行使"
    DELEGATED = "delegated", "上级下放"
    ENTRUSTED = "entrusted", "上级委托"


class Term(models.TextChoices):
    WORKING_DAYS = "working", "工作日"
    DAYS = "days", "自然日"
    MONTHS = "months", "个月"


class CaseKind(models.TextChoices):
    """办件类型."""

    AT_ONCE = "at_once", "即办件"
    PROMISED = "promised", "承诺件"
    REPORTED = "reported", "上报件"
    LISTED = "listed", "联办件"


class PowerVersion(ItemVersion):
    """`code` is the 权力编码 (`listings.codes`); a sub-item names its main item by `main_code`, or in words by
    `main_name` where its list has no codes of main items.
    """

    CATEGORY, LEVEL, THEME = "category", "level", "industry_theme"

    # 标识
    code = models.CharField("权力编码", max_length=80, blank=True)
    main_code = models.CharField("主项编码", max_length=80, blank=True)
    main_name = models.CharField("主项名称", max_length=500, blank=True)
    inner_code = models.CharField("内部编码", max_length=80, blank=True)
    basic_code = models.CharField("基本目录编码", max_length=80, blank=True)
    # 基本
    category = models.CharField("权力类别", max_length=12, choices=PowerCategory)
    sub_category = models.CharField("其他行政权力子类型", max_length=100, blank=True)
    attribute = models.CharField("权力属性", max_length=100, blank=True)
    service_category = models.CharField("公共服务子类型", max_length=100, blank=True)
    content = models.TextField("主要内容", blank=True)
    # 主体
    level = models.PositiveSmallIntegerField("事权层级", choices=Level, null=True, blank=True)
    body_code = models.CharField("实施机关组织机构代码", max_length=18, blank=True)
    division_code = models.CharField("行政区划代码", max_length=12, blank=True)
    lead_office = models.CharField("实施或牵头处（科）室", max_length=200, blank=True)
    accepting_institution = models.CharField("受理机构", max_length=200, blank=True)
    deciding_institution = models.CharField("决定机构", max_length=200, blank=True)
    joint_bodies = models.CharField("共同实施单位", max_length=500, blank=True)
    # 来源、下放
    source = models.CharField("权力来源", max_length=12, choices=Source, blank=True)
    source_way = models.CharField("来源方式", max_length=100, blank=True)
    entrusts = models.BooleanField("委托下放", null=True, blank=True)
    entrust_note = models.TextField("委托下放说明", blank=True)
    source_inner_code = models.CharField("乡镇延伸事项的部门源事项", max_length=80, blank=True)
    own_flow = models.BooleanField("乡镇延伸个性化流程", null=True, blank=True)
    # 依据、时限
    legal_basis = models.TextField("法定依据", blank=True)
    statutory_term = models.PositiveSmallIntegerField("法定期限", null=True, blank=True)
    statutory_unit = models.CharField("法定期限单位", max_length=8, choices=Term, blank=True)
    promised_term = models.PositiveSmallIntegerField("承诺期限", null=True, blank=True)
    promised_unit = models.CharField("承诺期限单位", max_length=8, choices=Term, blank=True)
    term_note = models.TextField("时限说明", blank=True)
    # 对象、条件
    counterpart = models.CharField("行政相对人性质", max_length=200, blank=True)
    applies_to = models.TextField("适用对象", blank=True)
    rights = models.TextField("相对人权利义务", blank=True)
    conditions = models.TextField("审批条件", blank=True)
    quota = models.CharField("数量限制", max_length=200, blank=True)
    quota_note = models.TextField("数量限制说明", blank=True)
    prohibitions = models.TextField("禁止性要求", blank=True)
    review_way = models.CharField("审查类型", max_length=100, blank=True)
    # 办理
    case_kind = models.CharField("办件类型", max_length=10, choices=CaseKind, blank=True)
    approval_nature = models.CharField("本级审批性质", max_length=100, blank=True)
    handling_way = models.CharField("办理方式", max_length=200, blank=True)
    applying_way = models.CharField("申请方式", max_length=200, blank=True)
    visits = models.PositiveSmallIntegerField("到办事地点最少次数", null=True, blank=True)
    online_stars = models.PositiveSmallIntegerField(
        "网上服务星级", null=True, blank=True, choices=[(star, f"{star}星") for star in range(1, 6)]
    )
    not_online = models.CharField("不适宜网上申报的原因", max_length=300, blank=True)
    in_case_base = models.BooleanField("接入统一办件库", null=True, blank=True)
    delivery_way = models.CharField("送达方式", max_length=200, blank=True)
    delivery_days = models.PositiveSmallIntegerField("送达时限（工作日）", null=True, blank=True)
    # 收费
    charges = models.BooleanField("是否收费", null=True, blank=True)
    charge_basis = models.TextField("收费依据", blank=True)
    charge_items = models.TextField("收费项目", blank=True)
    charge_standard = models.TextField("征收标准", blank=True)
    charge_waiver = models.TextField("减免规定", blank=True)
    # 图表、材料
    inner_flow = models.TextField("内部流程", blank=True)
    procedure = models.TextField("办理程序", blank=True)
    flow_chart = models.ForeignKey(
        "cms_core.Attachment", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="流程图"
    )
    flow_chart_url = models.URLField("流程图网址", max_length=500, blank=True)
    materials = models.TextField("申报材料", blank=True)
    questions = models.TextField("常见问题", blank=True)
    discretion = models.TextField("自由裁量", blank=True)
    results = models.TextField("审批结果", blank=True)
    address = models.TextField("受理地点", blank=True)
    guide_url = models.URLField("办事指南网址", max_length=500, blank=True)
    # 联系
    phone = models.CharField("咨询电话", max_length=100, blank=True)
    supervision_phone = models.CharField("监督投诉电话", max_length=100, blank=True)
    supervision_way = models.TextField("监督方式", blank=True)
    consulting_url = models.URLField("网上咨询网址", max_length=500, blank=True)
    # 分类
    industry_theme = models.CharField("行业主题", max_length=40, blank=True)
    firm_topic = models.CharField("法人关注点", max_length=100, blank=True)
    firm_audience = models.CharField("法人对象", max_length=100, blank=True)
    person_topic = models.CharField("个人关注点", max_length=100, blank=True)
    person_audience = models.CharField("个人对象", max_length=100, blank=True)
    # 便民
    one_visit = models.BooleanField("最多跑一次", null=True, blank=True)
    livelihood = models.BooleanField("民生事项", null=True, blank=True)
    one_certificate = models.CharField("一证通办", max_length=100, blank=True)
    appointment = models.BooleanField("可预约", null=True, blank=True)
    appointment_url = models.URLField("预约网址", max_length=500, blank=True)
    express = models.BooleanField("可快递送达", null=True, blank=True)
    remark = models.TextField("备注", blank=True)

    class Meta(ItemVersion.Meta):
        verbose_name = "行政权力事项"
        verbose_name_plural = "行政权力事项"
        indexes = [*ItemVersion.Meta.indexes, models.Index(fields=["basic_code"], name="power_of_basic")]
