"""What the directory says of itself as a data set (数据开放目录元数据, section 7.3)."""

from django.conf import settings
from django.utils import timezone

from disclosure.directory.questions import Question
from disclosure.exports.columns import dictionary
from disclosure.exports.stamps import Stamp
from disclosure.platform.frame import PATH

ABSTRACT = "主动公开的政府信息的目录：索引号、名称、发布机构、日期、文号、分类、效力和在线地址。"
KEYWORDS = ("政府信息公开目录", "主动公开", "政府信息公开条例")
OPEN = "无条件开放"


def title_of(question: Question) -> str:
    body = question.body.name if question.body else ""
    return f"{question.scope.owner}政府信息公开目录{'-' if body else ''}{body}"


def dataset(question: Question, stamp: Stamp) -> dict:
    """Nothing in it changes unless the rows do: it is part of what an ETag stands for."""
    portal, provider = question.scope.portal, question.scope.of.organisation
    return {
        "数据集名称": title_of(question),
        "摘要": ABSTRACT,
        "关键字": list(KEYWORDS),
        "提供单位": provider.name,
        "提供单位代码": provider.credit_code or "",
        "联系方式": "，".join(filter(None, (portal.contact_phone, portal.contact_email))),
        "开放条件": OPEN,
        "许可": settings.PORTAL_OPEN_DATA_LICENCE,
        "更新周期": "实时",
        "最近更新": stamp.newest and timezone.localtime(stamp.newest).isoformat(timespec="seconds"),
        "数据量": stamp.rows,
        "来源": f"{portal.base_url}{question.url(PATH)}",
        "数据字典": f"{portal.base_url}/disclosure/directory/dictionary.json",
    }


def dictionary_answer(portal) -> dict:
    return {"dataset": "政府信息公开目录", "abstract": ABSTRACT, "fields": dictionary()}
