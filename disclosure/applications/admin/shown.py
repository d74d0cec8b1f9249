"""What the desk shows of an application: masked, until the handler asks for all of it."""

from disclosure import masking
from disclosure.applications.events import EventKind as E
from disclosure.applications.outcomes import all_replies
from disclosure.applications.particulars import Applicant, Request
from disclosure.applications.states import ApplicantKind, ReviewResult, State, Way
from disclosure.sealing import SealsError

NO_KEY = "（无法读取：密钥不在本机，请联系平台管理员）"
ERASED = "（已按期清除）"
ASK_FIRST = "（点“显示个人信息”后可见）"
# Whom they name is known by these words alone.
NAMES_OTHERS = (E.THIRD_PARTY_ASKED, E.THIRD_PARTY_ANSWERED)
ORGANISATION_NAME = {kind for kind in ApplicantKind if kind != ApplicantKind.PERSON}
PERSON_FIELDS = (
    ("name", "姓名", masking.name),
    ("work_unit", "工作单位", lambda text: masking.ends(text, 1)),
    ("identity_kind", "证件名称", str),
    ("identity_number", "证件号码", masking.identity),
)
BODY_FIELDS = (
    ("name", "名称", str),
    ("credit_code", "统一社会信用代码", str),
    ("representative", "法定代表人", masking.name),
    ("contact", "联系人", masking.name),
)
CONTACT_FIELDS = (
    ("phone", "联系电话", masking.phone),
    ("fax", "传真", masking.phone),
    ("address", "联系地址", masking.address),
    ("postcode", "邮政编码", str),
    ("email", "电子邮箱", masking.email),
)
REQUEST_FIELDS = (
    ("title", "信息名称"),
    ("document_number", "文号"),
    ("index_number", "索引号"),
    ("description", "内容描述"),
    ("purpose", "用途"),
    ("waiver_reason", "减免理由"),
    ("remark", "备注"),
)


def applicant_lines(application, *, whole: bool) -> list[tuple[str, str]]:
    if application.erased_on:
        return [("申请人", ERASED)]
    try:
        said = Applicant.of(application.applicant.open())
    except SealsError:
        return [("申请人", NO_KEY)]
    own = PERSON_FIELDS if application.applicant_kind == ApplicantKind.PERSON else BODY_FIELDS
    found = [(label, getattr(said, name), mask) for name, label, mask in (*own, *CONTACT_FIELDS)]
    return [(label, value if whole else mask(value)) for label, value, mask in found if value]


def request_lines(application, *, whole: bool) -> list[tuple[str, str]]:
    if application.erased_on:
        return [("所需信息", ERASED)]
    try:
        said = Request.of(application.request.open())
    except SealsError:
        return [("所需信息", NO_KEY)]
    found = [(label, getattr(said, name)) for name, label in REQUEST_FIELDS]
    lines = [(label, value if whole else masking.masked_text(value)) for label, value in found if value]
    lines.append(("获取方式", "、".join(Way(way).label for way in application.ways if way in Way.values)))
    if application.form:
        lines.append(("载体", application.get_form_display()))
    if application.fee_waiver:
        lines.append(("费用", "申请减免"))
    return lines


def words_of(event, *, whole: bool) -> str:
    try:
        text = event.words.open().get("text", "")
    except SealsError:
        return NO_KEY
    if whole or not text:
        return text
    return ASK_FIRST if event.kind in NAMES_OTHERS else masking.masked_text(text)


def file_name_of(file, *, whole: bool) -> str:
    """What the sender called it may be a name too."""
    if not file.file:
        return ERASED
    try:
        return file.name.open() if whole else f"材料 {file.pk}"
    except SealsError:
        return NO_KEY


def facts_of(event) -> str:
    """What an event's data say, in words; nothing personal is in them."""
    data = event.data
    parts = []
    if event.kind == E.REGISTERED:
        parts.append(f"收到申请之日 {data['received_on']}")
    if event.kind == E.RECEIPT_CORRECTED:
        parts.append(f"收到申请之日改为 {data['received_on']}" if data else "撤销登记，回到待登记")
    if data.get("received"):
        parts.append(f"{data['received']} 收到")
    if data.get("days"):
        parts.append(f"{data['days']} 个工作日")
    if data.get("until"):
        parts.append(f"到 {data['until']}")
    if data.get("amount"):
        parts.append(f"{data['amount']} 元")
    if data.get("reply") in all_replies():
        parts.append(all_replies()[data["reply"]].label)
    if data.get("way") in Way.values:
        parts.append(Way(data["way"]).label)
    if data.get("answer"):
        from disclosure.applications.actions.consult import ANSWERS

        parts.append(ANSWERS.get(data["answer"], ""))
    if data.get("result") in ReviewResult.values:
        parts.append(ReviewResult(data["result"]).label)
    return "，".join(part for part in parts if part)


def state_label(application) -> str:
    return State(application.state).label
