"""动态调整: every change of a list, with its basis, its bodies, its approval and its day (section 5.6)."""

from django.db import models

from listings.states import AdjustmentState, LineKind


class Adjustment(models.Model):
    """One decision on several items. `revision` counts its changes, so that two editors do not undo each other."""

    listing = models.ForeignKey("listings.Listing", models.PROTECT, related_name="adjustments", verbose_name="清单")
    title = models.CharField("标题", max_length=200)
    basis = models.CharField("依据文件", max_length=500, blank=True, help_text="名称和发文字号。")
    basis_document = models.ForeignKey(
        "cms_core.DocumentPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="本平台的依据文件",
    )
    basis_url = models.URLField("依据文件网址", max_length=500, blank=True)
    basis_file = models.ForeignKey(
        "cms_core.Attachment", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="依据文件附件"
    )
    proposing_body = models.ForeignKey(
        "cms_core.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="提出机关"
    )
    approving_body = models.ForeignKey(
        "cms_core.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审核机关"
    )
    approval_number = models.CharField("批准文号", max_length=100, blank=True)
    effective_day = models.DateField("生效日期", null=True, blank=True)
    note = models.TextField("说明", blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=AdjustmentState, default=AdjustmentState.DRAFT, editable=False, db_index=True
    )
    revision = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey("auth.User", models.SET_NULL, null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_by = models.ForeignKey("auth.User", models.SET_NULL, null=True, editable=False, related_name="+")
    submitted_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey("auth.User", models.SET_NULL, null=True, editable=False, related_name="+")
    approved_at = models.DateTimeField(null=True, editable=False)
    sent_back = models.TextField("退回意见", blank=True, editable=False)
    announcement = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, editable=False, related_name="+", verbose_name="公告"
    )

    class Meta:
        verbose_name = "动态调整"
        verbose_name_plural = "动态调整"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["listing", "state", "effective_day"], name="adjustment_of_listing")]

    def __str__(self):
        return self.title


class AdjustmentLine(models.Model):
    """What becomes of one item. `values` are the new ones in plain form (`listings.values`), only those that change.

    `item` is set at approval for one that is created. `partner` is the item taken over, merged into, or split from;
    `partner_line` the same where that is made by another line of this adjustment.
    """

    adjustment = models.ForeignKey(Adjustment, models.CASCADE, related_name="lines")
    order = models.PositiveIntegerField()
    kind = models.CharField("调整类型", max_length=12, choices=LineKind)
    item = models.ForeignKey("listings.Item", models.PROTECT, null=True, blank=True, related_name="lines")
    partner = models.ForeignKey("listings.Item", models.PROTECT, null=True, blank=True, related_name="+")
    partner_line = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    to_level = models.PositiveSmallIntegerField("下放到", null=True, blank=True)
    entrusted = models.BooleanField("委托下放", default=False, help_text="委托下放的事项仍在本级清单上。")
    values = models.JSONField(default=dict, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)

    class Meta:
        verbose_name = "调整事项"
        verbose_name_plural = "调整事项"
        ordering = ["order", "pk"]
        indexes = [
            models.Index(fields=["adjustment", "order"], name="line_of_adjustment"),
            # What was delegated, for the report of what nobody took over.
            models.Index(
                fields=["to_level", "item"], name="line_delegating", condition=models.Q(to_level__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.values.get('name', self.item_id or '')}"
