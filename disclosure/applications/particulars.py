"""What an application says (条例第二十九条): who asks, what for, how it should be given; checked all at once."""

from dataclasses import asdict, dataclass, fields

from disclosure.applications.states import ApplicantKind, Form, Way
from disclosure.sealing import digest_of

LONG = {"description": 5000, "remark": 2000, "purpose": 1000, "waiver_reason": 1000, "address": 300}
SHORT = 200


class Hidden:
    """Dataclasses of persons: never printed, not even in a traceback."""

    def __repr__(self):
        return f"<{type(self).__name__}>"

    __str__ = __repr__

    @classmethod
    def of(cls, values: dict | None):
        """From what was sealed; fields that a later version dropped are left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in (values or {}).items() if name in known})

    def plain(self) -> dict[str, str]:
        """What is sealed: the fields that say something."""
        return {name: value for name, value in asdict(self).items() if value}

    def stripped(self):
        return type(self)(**{name: str(value or "").strip() for name, value in asdict(self).items()})


@dataclass(repr=False)
class Applicant(Hidden):
    """A person has `identity_kind` and `identity_number`; the others `credit_code`, `representative`, `contact`."""

    name: str = ""
    work_unit: str = ""
    identity_kind: str = ""
    identity_number: str = ""
    credit_code: str = ""
    representative: str = ""
    contact: str = ""
    phone: str = ""
    fax: str = ""
    address: str = ""
    postcode: str = ""
    email: str = ""

    @property
    def identity(self) -> str:
        return self.identity_number or self.credit_code


@dataclass(repr=False)
class Request(Hidden):
    """`purpose` is kept for old data and never asked for as a condition (2019 版已取消“三需要”)."""

    title: str = ""
    document_number: str = ""
    index_number: str = ""
    description: str = ""
    purpose: str = ""
    waiver_reason: str = ""
    remark: str = ""


def faults_of(kind: str, applicant: Applicant, request: Request, ways, form: str) -> dict[str, str]:
    """Field → reason, in the order of the form. What is asked for is what 条例第二十九条 lists, and nothing else."""
    found = {}
    if kind not in ApplicantKind.values:
        found["applicant_kind"] = "请选择申请人类型。"
    if not applicant.name:
        found["name"] = "请填写申请人的姓名或者名称。"
    if kind == ApplicantKind.PERSON:
        if not applicant.identity_number:
            found["identity_number"] = "请填写身份证件号码，作为身份证明。"
    elif not applicant.credit_code:
        found["credit_code"] = "请填写统一社会信用代码，作为身份证明。"
    if not (applicant.phone or applicant.email or applicant.address):
        found["phone"] = "请至少填写一种联系方式：电话、电子邮箱或者联系地址。"
    if not (request.title or request.document_number or request.index_number or request.description):
        found["description"] = "请填写所需信息的名称、文号，或者便于查询的其他特征描述。"
    if not ways or any(way not in Way.values for way in ways):
        found["ways"] = "请选择获取信息的方式。"
    if form and form not in Form.values:
        found["form"] = "没有这种提供方式，请重新选择。"
    for part in (applicant, request):
        for name, value in part.plain().items():
            most = LONG.get(name, SHORT)
            if len(value) > most:
                found.setdefault(name, f"这一项最多 {most} 字，现有 {len(value)} 字，请精简或者作为附件提交。")
            elif "\0" in value:
                found.setdefault(name, "这一项含有无法识别的字符，请删去后重填。")
    found |= faults_of_ways(applicant, ways or ())
    return found


def faults_of_ways(applicant: Applicant, ways) -> dict[str, str]:
    """A way that leads nowhere."""
    found = {}
    if Way.EMAIL in ways and not applicant.email:
        found["email"] = "您选择用电子邮件获取，请填写电子邮箱。"
    if Way.FAX in ways and not applicant.fax:
        found["fax"] = "您选择用传真获取，请填写传真号码。"
    if {Way.MAIL, Way.COURIER} & set(ways) and not applicant.address:
        found["address"] = "您选择邮寄或者快递，请填写联系地址。"
    return found


def digests_of(applicant: Applicant) -> dict[str, str]:
    """The columns by which equal applicants are found; `actions` writes them beside what is sealed."""
    return {
        "name_digest": digest_of("application name", applicant.name),
        "identity_digest": digest_of("application identity", applicant.identity),
        "phone_digest": digest_of("application phone", "".join(char for char in applicant.phone if char.isdigit())),
    }
