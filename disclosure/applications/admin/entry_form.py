"""The form for what came on paper: everything that 条例第二十九条 lists, and the day it came."""

from django import forms
from django.utils import timezone

from disclosure.applications.admin.forms import DeskForm, choice, day, line, words
from disclosure.applications.particulars import LONG, Applicant, Request
from disclosure.applications.states import ApplicantKind, Channel, Form, Way

PAPER = [pair for pair in Channel.choices if pair[0] != Channel.WEB]
GROUPS = (
    ("怎样收到", ("portal", "channel", "arrived_on", "confirmed_on")),
    ("申请人", ("applicant_kind", "name", "identity_kind", "identity_number", "credit_code", "representative",
             "contact", "work_unit")),
    ("联系方式", ("phone", "email", "fax", "address", "postcode")),
    ("所需信息", ("title", "document_number", "index_number", "description", "ways", "form", "fee_waiver",
              "waiver_reason", "remark")),
)  # fmt: skip
APPLICANT = list(Applicant.__dataclass_fields__)
REQUEST = [name for name in Request.__dataclass_fields__ if name != "purpose"]


class EntryForm(DeskForm):
    """Nothing but portal, channel and day is required here: what the law asks for is checked by the action."""

    portal = choice("受理的门户", ())
    channel = choice("申请方式", PAPER, "决定收到申请之日怎样认定（条例第三十一条）。")
    arrived_on = day("收到日期", "当面提交之日、签收之日，或者平信、传真到达之日。")
    confirmed_on = day(
        "与申请人确认的日期",
        "平信、传真以双方确认之日为收到申请之日；还没有确认的留空，确认后再登记。",
        required=False,
        today=False,
    )
    applicant_kind = choice("申请人类型", [("", "请选择"), *ApplicantKind.choices], required=False)
    name = line("姓名或者名称")
    identity_kind = line("证件名称", "自然人填写，如居民身份证。")
    identity_number = line("证件号码", "自然人填写。")
    credit_code = line("统一社会信用代码", "法人或者其他组织填写。")
    representative = line("法定代表人")
    contact = line("联系人")
    work_unit = line("工作单位")
    phone = line("联系电话")
    email = line("电子邮箱")
    fax = line("传真")
    address = line("联系地址", most=LONG["address"])
    postcode = line("邮政编码")
    title = line("信息名称")
    document_number = line("文号")
    index_number = line("索引号")
    description = words("内容描述", "名称、文号、描述至少填一项。", required=False, rows=4)
    ways = forms.MultipleChoiceField(
        label="获取信息的方式", choices=Way.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    form = choice("载体", [("", "不限"), *Form.choices], required=False)
    fee_waiver = forms.BooleanField(label="申请减免费用", required=False)
    waiver_reason = line("减免理由", most=LONG["waiver_reason"])
    remark = line("备注", most=LONG["remark"])

    def __init__(self, portals, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["portal"].choices = [(one.pk, one.name) for one in portals]
        for name in (*APPLICANT, *REQUEST):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def groups(self):
        return [(title, [self[name] for name in names]) for title, names in GROUPS]

    def clean(self):
        values = super().clean()
        arrived, confirmed = values.get("arrived_on"), values.get("confirmed_on")
        if confirmed and confirmed > timezone.localdate():
            self.add_error("confirmed_on", "确认日期还没有到，请核对。")
        elif confirmed and arrived and confirmed < arrived:
            self.add_error("confirmed_on", "确认日期不能早于收到日期。")
        return values

    def said(self, portal) -> dict:
        """The arguments of SubmitApplication."""
        values = self.cleaned_data
        return {
            "portal": portal,
            "channel": values["channel"],
            "arrived_on": values["arrived_on"],
            "applicant_kind": values["applicant_kind"],
            "applicant": Applicant(**{name: values[name] for name in APPLICANT}),
            "request": Request(**{name: values[name] for name in REQUEST}),
            "ways": values["ways"],
            "form": values["form"],
            "fee_waiver": values["fee_waiver"],
        }


def initial_of(draft) -> dict:
    applicant, request = Applicant.of(draft.applicant.open()), Request.of(draft.request.open())
    return {
        "portal": draft.portal_id,
        "channel": draft.channel,
        "arrived_on": draft.arrived_on or timezone.localdate(),
        "applicant_kind": draft.applicant_kind,
        "ways": draft.ways,
        "form": draft.form,
        "fee_waiver": draft.fee_waiver,
        **{name: getattr(applicant, name) for name in APPLICANT},
        **{name: getattr(request, name) for name in REQUEST},
    }
