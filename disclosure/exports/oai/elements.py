"""The fourteen core elements of 《政府信息公开目录系统实施指引（试行）》(2009), and what this platform has beside them.

索引号, 名称, 内容概述 and 生成日期 are as the guideline has them; the others as directories that follow it have them,
since its text was not at hand. So a schema asks for no more than what every entry has.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cms_core.models.validity import Validity
from cms_core.public.meta import comma_separated
from disclosure.directory.items import labels_of
from disclosure.exports.columns import created
from disclosure.exports.oai.facts import Facts

LANGUAGE = "zh-CN"


@dataclass(frozen=True)
class Element:
    """`values(row, facts)`: text, dates or None; `core`: one of the fourteen; `always`: every entry has it."""

    name: str
    label: str
    values: Callable
    kind: str = "string"
    core: bool = True
    always: bool = False
    several: bool = False


def own(name: str) -> Callable:
    return lambda row, facts: [getattr(row, name)]


def keywords(row, facts: Facts) -> list[str]:
    return [word for word in comma_separated(facts.keywords.get(row.pk, "")).split(",") if word]


def published(row, facts) -> list:
    return [facts.day(row.published_at)]


ELEMENTS = (
    Element("identifier", "索引号", own("index_number")),
    Element("title", "名称", own("title"), always=True),
    Element("description", "内容概述", own("summary")),
    Element("publisher", "发布机构", lambda row, facts: [facts.words.issuer(row)]),
    Element("documentNumber", "文号", own("document_number")),
    Element("dateCreated", "生成日期", lambda row, facts: [created(row)], kind="date", always=True),
    Element("subject", "主题分类", own("theme")),
    Element("genre", "体裁分类", own("genre")),
    Element("audience", "服务对象", own("audience")),
    Element("keyword", "关键词", keywords, several=True),
    Element("format", "信息格式", own("information_format")),
    Element("validity", "有效性", lambda row, facts: [Validity(row.validity).label if row.validity else ""]),
    Element("language", "语种", lambda row, facts: [LANGUAGE], kind="language", always=True),
    Element("onlineLink", "在线链接地址", lambda row, facts: [facts.words.url(row)], kind="anyURI", always=True),
    Element("dateIssued", "发布日期", published, kind="date", core=False, always=True),
    Element("dateEffective", "施行日期", own("date_effective"), kind="date", core=False),
    Element("dateRepealed", "废止（失效）日期", own("date_repealed"), kind="date", core=False),
    Element("disclosedItem", "公开事项", lambda row, facts: labels_of(row.items), core=False, several=True),
    Element("catalogueLink", "目录信息地址", lambda row, facts: [facts.words.card(row)], kind="anyURI", core=False),
)  # fmt: skip
