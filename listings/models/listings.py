"""清单: one of the four (or the basic catalogue) of one government; its bodies' items stand on it."""

from django.db import models

from listings.kinds import ListKind


class Announcing(models.TextChoices):
    """When the announcement of an adjustment is published (调整公告自动生成并发布, section 5.6)."""

    AT_APPROVAL = "approval", "批准时（写明将于何日生效）"
    ON_THE_DAY = "effective", "生效之日"
    NEVER = "never", "不自动发布"


class Listing(models.Model):
    """Of the portal of a government: province, city, county or town; a department's portal shows its part of it.

    `length` and `digest` are those of the chain of its records: the last one's number and hash.
    """

    portal = models.ForeignKey("gov_sites.Portal", models.PROTECT, related_name="listings", verbose_name="门户")
    kind = models.CharField("清单", max_length=16, choices=ListKind)
    column = models.ForeignKey(
        "cms_core.ColumnPage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="栏目"
    )
    approving_body = models.ForeignKey(
        "cms_core.Organisation", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="审核机关",
        help_text="编办、司法行政部门；负面清单为发展改革部门，专项资金为财政部门。",
    )  # fmt: skip
    shown_fields = models.JSONField("列表显示的字段", default=list, blank=True, help_text="留空则用默认的字段。")
    announcing = models.CharField("调整公告的发布", max_length=10, choices=Announcing, default=Announcing.AT_APPROVAL)
    announcements = models.ForeignKey(
        "cms_core.ColumnPage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="公告栏目",
        help_text="留空则在清单栏目下建立“动态调整公告”栏目。",
    )  # fmt: skip
    length = models.PositiveIntegerField(default=0, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "清单"
        verbose_name_plural = "清单"
        constraints = [models.UniqueConstraint(fields=["portal", "kind"], name="listing_of_portal_once")]

    def __str__(self):
        return f"{self.portal.short_name}{self.get_kind_display()}"
