"""依申请公开的一件申请: a fold of its events, and what the applicant said, sealed."""

from django.conf import settings
from django.db import models

from disclosure.applications.states import CLOSED, OPEN, ApplicantKind, Channel, Due, Form, State
from disclosure.sealing import SealedJSON


class ApplicationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN)

    def closed(self):
        return self.filter(state__in=CLOSED)

    def counted(self):
        """What the annual report knows: registered, neither merged nor returned nor handed over."""
        return self.filter(counted=True, received_on__isnull=False)


class Application(models.Model):
    """`revision` is the number of its last event. The fields from `state` on are written by `folding` alone.

    `applicant` and `request` hold `particulars.Applicant` and `particulars.Request` as dicts; the digests beside them
    find equal names, numbers and telephones again. `submission` makes a second click the same application.
    """

    portal = models.ForeignKey("gov_sites.Portal", models.PROTECT, related_name="applications", verbose_name="门户")
    organisation = models.ForeignKey(
        "cms_core.Organisation", models.PROTECT, related_name="applications", verbose_name="受理机关"
    )
    number = models.CharField("登记编号", max_length=40, unique=True, null=True, editable=False)
    code_digest = models.CharField(max_length=64, blank=True, editable=False)
    submission = models.CharField(max_length=64, unique=True, null=True, editable=False)
    applicant_kind = models.CharField("申请人类型", max_length=8, choices=ApplicantKind)
    channel = models.CharField("申请方式", max_length=10, choices=Channel)
    arrived_on = models.DateField("收到日期", null=True)
    submitted_at = models.DateTimeField("提交时间", null=True)
    applicant = SealedJSON("申请人")
    request = SealedJSON("所需信息")
    name_digest = models.CharField(max_length=64, blank=True, editable=False)
    identity_digest = models.CharField(max_length=64, blank=True, editable=False)
    phone_digest = models.CharField(max_length=64, blank=True, editable=False)
    ways = models.JSONField("获取信息的方式", default=list)
    form = models.CharField("提供方式（载体）", max_length=10, choices=Form, blank=True)
    fee_waiver = models.BooleanField("申请减免费用", default=False)

    state = models.CharField("状态", max_length=12, choices=State, default=State.DRAFT, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name="经办人"
    )
    received_on = models.DateField("受理日期", null=True, editable=False)
    clock_from = models.DateField("答复期限起算日", null=True, editable=False)
    correction_used = models.BooleanField("已要求补正", default=False, editable=False)
    extension_asked = models.PositiveSmallIntegerField("待批延期", default=0, editable=False)
    extended_by = models.PositiveSmallIntegerField("延长工作日", default=0, editable=False)
    extension_used = models.BooleanField("已延期", default=False, editable=False)
    due_on = models.DateField("期限", null=True, editable=False)
    due_kind = models.CharField("期限事项", max_length=10, choices=Due, blank=True, editable=False)
    fee = models.DecimalField("信息处理费", max_digits=9, decimal_places=2, default=0, editable=False)
    fee_paid_on = models.DateField("缴费日期", null=True, editable=False)
    closed_on = models.DateField("办结日期", null=True, editable=False)
    outcome = models.CharField("办理结果", max_length=6, blank=True, editable=False)
    reply = models.CharField("答复类型", max_length=20, blank=True, editable=False)
    counted = models.BooleanField("计入年报", default=True, editable=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="merged")
    made_public_on = models.DateField("转为主动公开日期", null=True, editable=False)
    made_public_page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    erased_on = models.DateField("个人信息清除日期", null=True, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "信息公开申请"
        verbose_name_plural = "信息公开申请"
        ordering = ["-pk"]
        permissions = [
            ("handle_application", "可办理信息公开申请"),
            ("approve_application", "可批准信息公开申请的延期、更正"),
            ("export_application", "可导出含个人信息的申请台账"),
        ]
        indexes = [
            models.Index(fields=["portal", "state", "due_on"], name="application_of_portal"),
            models.Index(fields=["organisation", "received_on"], name="application_received"),
            models.Index(fields=["organisation", "closed_on"], name="application_closed"),
            models.Index(fields=["identity_digest"], name="application_identity"),
            models.Index(fields=["name_digest"], name="application_name"),
            models.Index(fields=["phone_digest"], name="application_phone"),
            models.Index(fields=["erased_on", "closed_on"], name="application_erased"),
        ]

    def __str__(self):
        """Nothing of the applicant: this goes into logs, titles and messages."""
        return self.number or f"草稿 {self.pk or ''}".strip()


class ApplicationSerial(models.Model):
    """The last number given out to a body in a year; never used again."""

    organisation = models.ForeignKey("cms_core.Organisation", models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="application_serial_once")]

    def __str__(self):
        return f"{self.organisation_id} {self.year} {self.last}"
