"""效力: what has become of a document."""

from django.db import models


class Validity(models.TextChoices):
    IN_FORCE = "in_force", "有效"
    AMENDED = "amended", "已修改"
    REPEALED = "repealed", "已废止"
    EXPIRED = "expired", "失效"


class DisclosureAttribute(models.TextChoices):
    """公开属性, as it stands at the foot of a document (此件公开发布)."""

    ACTIVE = "active", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    NONE = "none", "不予公开"
