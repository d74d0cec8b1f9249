"""汇聚: which columns of the portals below a gazette's show on its page for the whole region (T7 of the mission)."""

from django.db import models


def every_type():
    return ["政策文件", "政府公报", "政策解读"]


class GatheringRule(models.Model):
    """A rule, not a list: what a portal publishes in such a column is there at once, what it withdraws is gone at once.

    `column_types` are 栏目类别 in the order of the tabs; `levels` are those of `PortalLevel`, empty for all.
    """

    gazette = models.OneToOneField("gazette.Gazette", models.CASCADE, related_name="gathering")
    column_types = models.JSONField("栏目类别", default=every_type)
    levels = models.JSONField("门户级别", default=list, blank=True)
    left_out = models.ManyToManyField("gov_sites.Portal", blank=True, related_name="+", verbose_name="不汇聚的门户")

    class Meta:
        verbose_name = "汇聚规则"
        verbose_name_plural = "汇聚规则"

    def __str__(self):
        return f"{self.gazette}"
