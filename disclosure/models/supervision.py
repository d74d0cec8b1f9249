"""监督检查: what was found of each portal month by month, links that lead nowhere, and the notices of the office."""

from django.conf import settings
from django.db import models
from wagtail.fields import RichTextField

FEATURES = ["bold", "ol", "ul"]


def person(label: str):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=label
    )


class SupervisionSnapshot(models.Model):
    """What `supervision.coverage` said of a portal, as it last stood in a month; past months never change."""

    portal = models.ForeignKey("gov_sites.Portal", models.CASCADE, related_name="+", verbose_name="门户")
    month = models.DateField("月份", help_text="its first day")
    taken_on = models.DateField("统计日期")
    figures = models.JSONField("指标")

    class Meta:
        verbose_name = "信息公开监督月报"
        verbose_name_plural = "信息公开监督月报"
        ordering = ["-month", "portal"]
        constraints = [models.UniqueConstraint(fields=["portal", "month"], name="supervision_snapshot_once")]

    def __str__(self):
        return f"{self.portal_id} {self.month:%Y-%m}"


class LinkRound(models.Model):
    """How far the check of links has come; one row. A round goes through all disclosed pages by their numbers."""

    last_page = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, help_text="of the last round that came to its end")

    def __str__(self):
        return str(self.last_page)


class DeadLink(models.Model):
    """A link of a disclosed page that leads nowhere, here or outside; rewritten when the page is checked.

    Numbers instead of foreign keys, as in the directory: the page may be gone before the next check.
    """

    page_number = models.PositiveBigIntegerField()
    portal_number = models.PositiveBigIntegerField(help_text="home page of the portal, as in the directory")
    url = models.CharField("链接", max_length=500)
    text = models.CharField("文字", max_length=120, blank=True)
    problem = models.CharField("问题", max_length=60)
    found_at = models.DateTimeField("发现时间")

    class Meta:
        verbose_name = "失效链接"
        verbose_name_plural = "失效链接"
        ordering = ["portal_number", "page_number", "pk"]
        indexes = [
            models.Index(fields=["page_number"], name="dead_link_of_page"),
            models.Index(fields=["portal_number"], name="dead_link_of_portal"),
        ]

    def __str__(self):
        return self.url


class OutsideLink(models.Model):
    """An address of another host that disclosed pages lead to, and what its server answered when it was last asked.

    `digest` is the SHA-256 of the address. `failures` in a row; `problem` is set when there were enough of them, and is
    what the next round tells at the pages. An address that no page has had for long is forgotten.
    """

    digest = models.CharField(max_length=64, unique=True)
    address = models.CharField("地址", max_length=2000)
    host = models.CharField("主机", max_length=255)
    seen_at = models.DateTimeField("最近见于页面")
    next_at = models.DateTimeField("下次核对")
    checked_at = models.DateTimeField("上次核对", null=True)
    answered_at = models.DateTimeField("上次有应答", null=True)
    failures = models.PositiveSmallIntegerField("连续失败", default=0)
    problem = models.CharField("问题", max_length=60, blank=True)

    class Meta:
        verbose_name = "站外链接"
        verbose_name_plural = "站外链接"
        indexes = [
            models.Index(fields=["next_at"], name="outside_link_due"),
            models.Index(fields=["answered_at"], name="outside_link_answered"),
        ]

    def __str__(self):
        return self.address


class NoticeState(models.TextChoices):
    DRAFT = "draft", "起草"
    SUBMITTED = "submitted", "待审核"
    APPROVED = "approved", "已印发"


class Notice(models.Model):
    """通报: words of the office, and the figures of the bodies that it is sent to, as they stood on `counted_on`.

    `portal` is that of the office. Nothing of an approved one changes.
    """

    portal = models.ForeignKey("gov_sites.Portal", models.PROTECT, related_name="+", verbose_name="印发单位")
    addressees = models.ManyToManyField("gov_sites.Portal", related_name="+", verbose_name="通报对象")
    title = models.CharField("标题", max_length=120)
    number = models.CharField("文号", max_length=60, blank=True)
    opening = RichTextField("正文", features=FEATURES, blank=True)
    closing = RichTextField("工作要求", features=FEATURES, blank=True)
    counted_on = models.DateField("统计日期")
    figures = models.JSONField("指标", default=list, editable=False)
    state = models.CharField("状态", max_length=10, choices=NoticeState, default=NoticeState.DRAFT, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = person("起草人")
    submitted_by = person("送审人")
    submitted_at = models.DateTimeField("送审时间", null=True, editable=False)
    approved_by = person("审核人")
    approved_at = models.DateTimeField("印发时间", null=True, editable=False)
    sent_back = models.CharField("退回意见", max_length=500, blank=True, editable=False)

    class Meta:
        verbose_name = "信息公开通报"
        verbose_name_plural = "信息公开通报"
        ordering = ["-pk"]
        permissions = [
            ("supervise_disclosure", "可监督检查信息公开、起草通报"),
            ("approve_notice", "可审核印发信息公开通报"),
        ]

    def __str__(self):
        return self.title


class NoticeReceipt(models.Model):
    """签收: somebody of a body has seen the notice; until then it stands on the first page of all who work there."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="receipts", verbose_name="通报")
    portal = models.ForeignKey("gov_sites.Portal", models.CASCADE, related_name="+", verbose_name="通报对象")
    at = models.DateTimeField("签收时间", auto_now_add=True)
    by = person("签收人")

    class Meta:
        verbose_name = "通报签收"
        verbose_name_plural = "通报签收"
        constraints = [models.UniqueConstraint(fields=["notice", "portal"], name="notice_receipt_once")]

    def __str__(self):
        return f"{self.notice_id} {self.portal_id}"
