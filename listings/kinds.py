"""The lists there are, and what about them can be said in one word."""

from django.db import models


class ListKind(models.TextChoices):
    """The 四张清单, and the 基本目录 (section 5.1) on which the levels below build theirs."""

    POWER = "power", "行政权力清单"
    RESPONSIBILITY = "responsibility", "政府责任清单"
    NEGATIVE = "negative", "企业投资项目负面清单"
    FUND = "fund", "财政专项资金管理清单"
    BASIC = "basic", "行政权力基本目录"


FOUR = (ListKind.POWER, ListKind.RESPONSIBILITY, ListKind.NEGATIVE, ListKind.FUND)


class PowerCategory(models.TextChoices):
    """权力类别 (section 5.1: ten), and the public services that are kept beside them."""

    PERMIT = "permit", "行政许可"
    PENALTY = "penalty", "行政处罚"
    COERCION = "coercion", "行政强制"
    LEVY = "levy", "行政征收"
    GRANT = "grant", "行政给付"
    INSPECTION = "inspection", "行政检查"
    CONFIRMATION = "confirmation", "行政确认"
    REWARD = "reward", "行政奖励"
    RULING = "ruling", "行政裁决"
    OTHER = "other", "其他行政权力"
    SERVICE = "service", "公共服务"


class ResponsibilityBlock(models.TextChoices):
    """The blocks of a 责任清单 (section 5.3): Zhejiang's four, and the responsibilities of a power."""

    DUTY = "duty", "部门职责"
    BOUNDARY = "boundary", "职责边界"
    OVERSIGHT = "oversight", "事中事后监管"
    SERVICE = "service", "公共服务事项"
    POWER = "power", "权力对应责任"


class NegativeMeasure(models.TextChoices):
    """管理措施 (section 5.4); what is not on the list is only put on record (备案)."""

    FORBIDDEN = "forbidden", "禁止"
    APPROVAL = "approval", "核准"
    LICENSED = "licensed", "许可准入"


class AllocationWay(models.TextChoices):
    """分配方式 (section 5.5)."""

    FACTORS = "factors", "因素法"
    PROJECTS = "projects", "项目法（竞争性）"
    ACTUAL = "actual", "据实结算"
    MIXED = "mixed", "因素法与项目法结合"
