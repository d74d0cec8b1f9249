"""What must be right about an official document; pure functions of its fields, so that forms and imports can ask.

Each answers all that is wrong at once, in the editor's words.
"""

from datetime import date

from cms_core.models.validity import DisclosureAttribute, Validity
from cms_core.text.document_numbers import parse_document_number

Problems = dict[str, list[str]]


def legal_problems(document) -> Problems:
    """What can never be, in no draft: 《政府信息公开条例》第十三至十六条 (不予公开 needs a reason and is not shown)."""
    problems: Problems = {}
    if document.disclosure == DisclosureAttribute.NONE:
        if not document.disclosure_reason.strip():
            problems["disclosure_reason"] = ["不予公开的公文，请写明理由和依据（如“属于国家秘密，条例第十四条”）。"]
        if document.live:
            problems["disclosure"] = ["这件公文正在公开展示。请先把它撤下（取消发布），再改为“不予公开”。"]
    if document.live and document.disclosure == DisclosureAttribute.ON_REQUEST and has_body(document):
        problems["disclosure"] = ["依申请公开的公文只公布标题和公文要素。请清空正文（含附件）。"]
    return problems


def publishing_problems(document) -> Problems:
    """What an editor must complete before publishing or submitting (section 3.6: the required core metadata).

    生成日期, 发布机构 and 主题分类 are required; the number is not, for not every document has one.
    """
    problems: Problems = {}

    def add(field: str, message: str):
        problems.setdefault(field, []).append(message)

    if document.disclosure == DisclosureAttribute.NONE:
        add("disclosure", "“不予公开”的公文不能发布，也不能提交审核；只能存为草稿备查。")
    elif document.disclosure == DisclosureAttribute.ON_REQUEST and has_body(document):
        add("body", "依申请公开的公文只公布标题和公文要素。请清空正文（含附件），或改为“主动公开”。")
    elif document.disclosure == DisclosureAttribute.ACTIVE and not has_body(document):
        add("body", "请填写正文：主动公开的公文须直接展示内容。")
    if not document.issuer and not document.issuer_text.strip():
        add("issuer", "请选择发文机关。")
    if not document.date_written:
        add("date_written", "请填写成文日期。")
    if not document.theme:
        add("theme", "请选择主题分类。")
    for field, message in validity_problems(document):
        add(field, message)
    return problems


def validity_problems(document) -> list[tuple[str, str]]:
    """效力 and its dates must agree, and a document that was changed must say by what."""
    found = []
    ended = document.validity in {Validity.REPEALED, Validity.EXPIRED}
    label = Validity(document.validity).label if document.validity else ""
    reasoned = bool(document.changed_by or document.validity_basis.strip())
    if document.validity == Validity.REPEALED and not document.date_repealed and not reasoned:
        found.append(("date_repealed", "效力为“已废止”，请填写废止日期，或写明废止依据。"))
    if document.validity == Validity.EXPIRED and not document.date_repealed and not reasoned:
        found.append(("date_repealed", "效力为“失效”，请填写失效日期，或写明依据。"))
    if document.validity == Validity.AMENDED and not reasoned:
        found.append(("validity_basis", "效力为“已修改”，请选择修改它的公文，或写明修改依据。"))
    if document.date_repealed and not ended:
        found.append(("validity", f"填写了废止日期，效力却是“{label}”。请改为“已废止”或“失效”，或清空废止日期。"))
    if document.changed_by and getattr(document, "pk", None) and document.changed_by.pk == document.pk:
        found.append(("changed_by", "公文不能由它自己修改或废止，请另选一件。"))
    for field, name in (("date_effective", "施行日期"), ("date_written", "成文日期")):
        day = getattr(document, field)
        if day and document.date_repealed and document.date_repealed < day:
            found.append(("date_repealed", f"废止日期早于{name}（{day}），请核对。"))
    return found


def warnings_of(document, today: date) -> list[str]:
    """What is odd but happens: said to the editor, and never in the way."""
    warnings = []
    written, effective = document.date_written, document.date_effective
    if written and effective and effective < written:
        warnings.append(f"施行日期（{effective}）早于成文日期（{written}），请核对是否填反。")
    if written and written > today:
        warnings.append(f"成文日期（{written}）在今天之后，请核对。")
    number = parse_document_number(document.document_number)
    if document.document_number and number is None:
        warnings.append(f"发文字号“{document.document_number}”不是常见的写法（如“浙政办发〔2015〕28号”），请核对。")
    if number and number.year and written and number.year != written.year:
        warnings.append(f"发文字号的年份（{number.year}）与成文日期（{written}）不一致，请核对。")
    return warnings


def has_body(document) -> bool:
    return bool(document.body) and len(document.body) > 0
