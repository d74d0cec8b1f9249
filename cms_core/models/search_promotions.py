"""推荐结果 kept by editors: what stands above the results when a portal is asked for certain words."""

from django.conf import settings
from django.db import models


class PromotionMatch(models.TextChoices):
    EXACT = "exact", "整句相同"
    CONTAINS = "contains", "包含"


class SearchPromotion(models.Model):
    """`home` is the portal's home page, null for all portals; `words` one a line.

    The target is `page` or `url`. `page_title` is what the page was called when it was public and chosen: who keeps
    the promotion is told of it by that name, whatever its owner has made of it since. `title` and `text` replace
    what the page says of itself; an address has no other.
    """

    home = models.ForeignKey("cms_core.HomePage", models.CASCADE, null=True, related_name="+", verbose_name="门户")
    words = models.CharField("搜索词", max_length=400)
    match = models.CharField("匹配", max_length=8, choices=PromotionMatch, default=PromotionMatch.EXACT)
    page = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, related_name="+", verbose_name="内容")
    page_title = models.CharField(max_length=255, blank=True)
    url = models.CharField("网址", max_length=500, blank=True)
    title = models.CharField("标题", max_length=100, blank=True)
    text = models.CharField("说明", max_length=120, blank=True)
    since = models.DateField("开始日期", null=True)
    until = models.DateField("结束日期", null=True)
    order = models.PositiveSmallIntegerField("顺序", default=10)
    enabled = models.BooleanField("启用", default=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    # Else the page's own editors would be shown what another portal promotes.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "推荐结果"
        verbose_name_plural = "推荐结果"
        ordering = ["order", "pk"]

    def __str__(self):
        return "、".join(self.words.split("\n"))
