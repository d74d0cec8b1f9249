"""What a licence and a penalty have in common: whom it concerns, who decided, from when to when it is public.

The numbers of persons' papers are sealed; no other column, index or text has them.
"""

import datetime

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models

from disclosure.decisions.kinds import PartyKind, WithdrawalReason
from disclosure.sealing import SealedText


class DecisionQuerySet(models.QuerySet):
    def public(self, day: datetime.date):
        """By condition on the day: what ends at midnight is gone then, with nobody at work."""
        return self.filter(published_on__lte=day, published_until__gte=day, withdrawn_at=None)

    def newest(self):
        return self.order_by("-decided_on", "-pk")


class Decision(models.Model):
    """`portal` publishes it; `government` is the one at or above its body, for that government's list and report.

    `organisation`, which its code or its name means, with `number_key` is the idempotent key (机关代码 and 文书号).
    `shown_party` is the party as the public reads it, masked for natural persons: no other name is searched there.
    """

    portal = models.ForeignKey("gov_sites.Portal", models.PROTECT, related_name="+", verbose_name="公示门户")
    organisation = models.ForeignKey("cms_core.Organisation", models.PROTECT, related_name="+", verbose_name="决定机关")
    government = models.ForeignKey("cms_core.Organisation", models.PROTECT, related_name="+", editable=False)
    number_key = models.CharField(max_length=160, editable=False)

    party = models.CharField("行政相对人名称", max_length=200)
    shown_party = models.CharField(max_length=200, editable=False)
    party_kind = models.CharField("行政相对人类别", max_length=8, choices=PartyKind)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True, validators=[MinLengthValidator(18)])
    registration_number = models.CharField("工商注册号", max_length=50, blank=True)
    organisation_code = models.CharField("组织机构代码", max_length=9, blank=True)
    tax_number = models.CharField("税务登记号", max_length=50, blank=True)
    institution_number = models.CharField("事业单位证书号", max_length=50, blank=True)
    society_number = models.CharField("社会组织登记证号", max_length=50, blank=True)
    representative = models.CharField("法定代表人", max_length=50, blank=True)
    representative_document = models.CharField("法定代表人证件类型", max_length=64, blank=True)
    representative_number = SealedText("法定代表人证件号码")
    party_document = models.CharField("自然人证件类型", max_length=64, blank=True)
    party_number = SealedText("自然人证件号码")

    number = models.CharField("决定文书号", max_length=128)
    decided_on = models.DateField("决定日期")
    body_name = models.CharField("决定机关", max_length=200)
    body_code = models.CharField("决定机关统一社会信用代码", max_length=18, blank=True)
    source_name = models.CharField("数据来源单位", max_length=200, blank=True)
    source_code = models.CharField("数据来源单位统一社会信用代码", max_length=18, blank=True)
    region_code = models.CharField("地方编码", max_length=12, blank=True)
    note = models.TextField("备注", max_length=5000, blank=True)

    due_on = models.DateField("应公示日期", editable=False)
    published_on = models.DateField("公示日期", null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    published_until = models.DateField("公示截止期", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, editable=False)
    withdrawn_reason = models.CharField("撤下原因", max_length=8, choices=WithdrawalReason, blank=True, editable=False)
    withdrawn_note = models.CharField("撤下说明", max_length=200, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        """Stands in logs: no name in it."""
        return f"{self.number}（{self.body_name}）"

    def is_public(self, day: datetime.date) -> bool:
        return (
            self.published_on is not None
            and self.published_on <= day <= self.published_until
            and self.withdrawn_at is None
        )

    @property
    def is_person(self) -> bool:
        return self.party_kind == PartyKind.PERSON


def indexes(name: str) -> list:
    """Of a government's, a body's, a portal's and everybody's newest; of the days on which something ends."""
    return [
        models.Index("government", models.F("decided_on").desc(), models.F("id").desc(), name=f"{name}_government"),
        models.Index("organisation", models.F("decided_on").desc(), models.F("id").desc(), name=f"{name}_body"),
        models.Index("portal", models.F("decided_on").desc(), models.F("id").desc(), name=f"{name}_portal"),
        models.Index(models.F("decided_on").desc(), models.F("id").desc(), name=f"{name}_newest"),
        models.Index(fields=["published_until"], name=f"{name}_until"),
        models.Index(fields=["credit_code"], name=f"{name}_credit_code"),
    ]


def once(name: str) -> list:
    return [
        models.UniqueConstraint(
            fields=["organisation", "number_key"],
            name=f"{name}_once",
            violation_error_message="这个机关已有相同文书号的决定。",
        )
    ]
