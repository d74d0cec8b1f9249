"""What an applicant has entered: read from the form, cleaned, checked, turned into what an application says."""

import re
import unicodedata
from dataclasses import dataclass, field, fields

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils import timezone

from cms_core.organisations.codes import validate_credit_code
from disclosure.applications.particulars import Applicant, Request, faults_of
from disclosure.applications.public import fields as form_fields
from disclosure.applications.public.fields import LISTS, PERSON, TICKS, UPLOADS, choices
from disclosure.applications.states import ApplicantKind
from disclosure.identity import fault_of

IDENTITY_CARD = "居民身份证"
# Written with a Chinese keyboard as often as not; what they mean is the same.
FOLDED = ("identity_number", "credit_code", "phone", "fax", "email", "postcode")
UPPER = ("identity_number", "credit_code")
PHONE = re.compile(r"\+?[\d\s()\-转,，]{7,40}")
POSTCODE = re.compile(r"\d{6}")
KEPT = "\n\t"
APPLICANT = {one.name for one in fields(Applicant)}
REQUEST = {one.name for one in fields(Request)}


@dataclass(repr=False)
class Entered:
    """`form` is person or organisation; `values` has text, `ways` the list, `fee_waiver` yes or no; never printed."""

    form: str
    values: dict = field(default_factory=dict)
    body: str = ""

    def __repr__(self):
        return "<Entered>"

    @classmethod
    def of(cls, form: str, data) -> "Entered":
        """`data` is a QueryDict, with anything in it."""
        found = cls(form, body=cleaned(data.get("body", ""))[:20])
        for name, one in form_fields.fields(form).items():
            if one.kind in LISTS:
                allowed = dict(choices(name))
                found.values[name] = [value for value in dict.fromkeys(data.getlist(name)) if value in allowed]
            elif one.kind in TICKS:
                found.values[name] = bool(data.get(name))
            elif one.kind not in UPLOADS:
                found.values[name] = tidied(name, data.get(name, ""))
        return found

    @classmethod
    def blank(cls, form: str, body: str) -> "Entered":
        found = cls.of(form, QueryDict(mutable=True))
        found.body = body
        if form == PERSON:
            found.values["identity_kind"] = IDENTITY_CARD
        return found

    @property
    def applicant_kind(self) -> str:
        """Of an organisation that says it is a person, or nothing: none."""
        if self.form == PERSON:
            return ApplicantKind.PERSON
        said = self.values.get("applicant_kind", "")
        return said if said in dict(choices("applicant_kind")) else ""

    @property
    def applicant(self) -> Applicant:
        return Applicant(**{name: value for name, value in self.values.items() if name in APPLICANT}).stripped()

    @property
    def request(self) -> Request:
        said = {name: value for name, value in self.values.items() if name in REQUEST}
        if not self.values.get("fee_waiver"):
            said.pop("waiver_reason", None)
        return Request(**said).stripped()

    def faults(self) -> dict[str, str]:
        """Field → what is wrong and what to do; those of the law first, then those of spelling."""
        kind, form = self.applicant_kind, self.values.get("form", "")
        found = faults_of(kind, self.applicant, self.request, self.values.get("ways", []), form)
        if "applicant_kind" in found:
            found["applicant_kind"] = "请选择单位类型。"
        for name, one in form_fields.fields(self.form).items():
            value = self.values.get(name)
            if isinstance(value, str) and one.most and len(value) > one.most:
                found[name] = f"这一项最多 {one.most} 字，现有 {len(value)} 字，请精简或者作为附件提交。"
        for name, fault in self.spelling():
            if fault:
                found.setdefault(name, fault)
        order = list(form_fields.fields(self.form))
        return dict(sorted(found.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else -1))

    def spelling(self):
        values = self.values
        if self.form == PERSON:
            if values["identity_kind"] not in dict(choices("identity_kind")):
                yield "identity_kind", "请选择证件名称。"
            elif values["identity_kind"] == IDENTITY_CARD and values["identity_number"]:
                yield "identity_number", fault_of(values["identity_number"], timezone.localdate())
        elif values["credit_code"]:
            yield "credit_code", fault_from(validate_credit_code, values["credit_code"])
        for name in ("phone", "fax"):
            if values[name] and not PHONE.fullmatch(values[name]):
                yield name, "号码不完整，请填写手机号，或者带区号的固定电话，如 0571-12345678。"
        if values["email"] and fault_from(validate_email, values["email"]):
            yield "email", "电子邮箱不完整，应当像 name@example.cn 这样。"
        if values["postcode"] and not POSTCODE.fullmatch(values["postcode"]):
            yield "postcode", "邮政编码为 6 位数字。"


def fault_from(validate, value: str) -> str:
    try:
        validate(value)
    except ValidationError as error:
        return str(error.messages[0])
    return ""


def cleaned(text: str) -> str:
    """Without what cannot be seen: NUL and other controls, and marks that turn the order of letters round."""
    text = str(text or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        char for char in text if char in KEPT or unicodedata.category(char) not in {"Cc", "Cf", "Cs"}
    ).strip()


def tidied(name: str, text: str) -> str:
    text = cleaned(text)
    if name in FOLDED:
        text = unicodedata.normalize("NFKC", text).strip()
    if name in UPPER:
        text = re.sub(r"[\s-]", "", text).upper()
    return text
