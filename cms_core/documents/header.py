"""The official header block above a document: fixed order, nothing empty (sections 0.1 and 3.3 of the reference)."""

from django.utils import timezone

from cms_core.models.validity import DisclosureAttribute, Validity
from cms_core.text.chinese_dates import chinese_date


def header_rows(document) -> list[tuple[str, str]]:
    """(label, value) pairs, in the order of gov.cn and the Zhejiang pages."""
    published = document.published_at or document.first_published_at
    rows = [
        ("索引号", document.index_number),
        ("主题分类", document.theme),
        ("发文机关", "、".join(issuer_names(document))),
        ("体裁分类", document.genre),
        ("成文日期", chinese_date(document.date_written)),
        ("发布日期", chinese_date(local_day(published))),
        ("发文字号", document.document_number),
        ("公开属性", DisclosureAttribute(document.disclosure).label if document.disclosure else ""),
        ("效力", Validity(document.validity).label if document.validity else ""),
        ("施行日期", chinese_date(document.date_effective)),
        (ended_label(document), chinese_date(document.date_repealed)),
        ("主题词", document.subject_words),
        ("服务对象", document.audience),
        ("信息格式", document.information_format),
    ]
    return [(label, value) for label, value in rows if value]


def ended_label(document) -> str:
    return "失效日期" if document.validity == Validity.EXPIRED else "废止日期"


def issuer_names(document) -> list[str]:
    """The issuer as the document writes it, then those who issued it jointly, each once."""
    first = document.issuer_text or (document.issuer.name if document.issuer_id else "")
    # Asked together with the page where it is shown to the public (`public.flags`).
    joint = document.joint_issuers.all() if getattr(document, "has_joint_issuers", True) else ()
    names = [first, *(organisation.name for organisation in joint)]
    return list(dict.fromkeys(name for name in names if name))


def local_day(moment):
    return timezone.localdate(moment) if moment else None
