"""The columns of the directory's data, in tables and in JSON: their names, what they mean, where they come from.

Named as the core elements of 《政府信息公开目录系统实施指引》 where there is one.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from cms_core.models import Organisation
from cms_core.models.validity import Validity
from disclosure.directory.items import labels_of, numbers_in
from disclosure.directory.public.rows import card_path
from disclosure.models import DirectoryEntry
from sites.models import Portal

TEXT, INTEGER, DAY, MOMENT, ADDRESS = "字符", "整数", "日期", "日期时间", "网址"


class Words:
    """What rows refer to: bodies (name, key) and the roots of their hosts. Two queries, of all or of these rows."""

    def __init__(self, rows: Collection[DirectoryEntry] | None = None, sites: Collection[int] | None = None):
        self.rows, self.sites = rows, sites

    @cached_property
    def bodies(self) -> dict[int, tuple[str, str]]:
        found = Organisation.objects.order_by()
        if self.rows is not None:
            found = found.filter(pk__in={row.organisation_number for row in self.rows})
        return {pk: (name, key) for pk, name, key in found.values_list("pk", "name", "key")}

    @cached_property
    def roots(self) -> dict[int, str]:
        found = Portal.objects.filter(site__isnull=False).select_related("site")
        if self.rows is not None or self.sites is not None:
            sites = {row.site_number for row in self.rows} if self.rows is not None else self.sites
            found = found.filter(home__in=sites)
        return {portal.home_id: portal.base_url for portal in found}

    def body(self, row) -> str:
        return self.bodies.get(row.organisation_number, ("", ""))[0]

    def issuer(self, row) -> str:
        return row.issuer_text or self.body(row)

    def url(self, row) -> str:
        return f"{self.roots.get(row.site_number, '')}/{row.address}"

    def card(self, row) -> str:
        return f"{self.roots.get(row.site_number, '')}{card_path(row.pk)}"


@dataclass(frozen=True)
class Column:
    """`value(row, words)`: text, a number, a date, a moment of Beijing time, or None. `plain`: what JSON has."""

    name: str
    label: str
    kind: str
    explanation: str
    value: Callable
    plain: Callable | None = None

    def for_json(self, row, words):
        found = (self.plain or self.value)(row, words)
        return found.isoformat() if hasattr(found, "isoformat") else found


def own(name: str) -> Callable:
    return lambda row, words: getattr(row, name)


def created(row, words=None):
    """生成日期: of a document the day it was written, of anything else the day it became public."""
    return row.date_written or timezone.localdate(row.published_at)


def moment(name: str) -> Callable:
    return lambda row, words: timezone.localtime(getattr(row, name)).replace(microsecond=0)


def at_second(name: str) -> Callable:
    return lambda row, words: timezone.localtime(getattr(row, name)).isoformat(timespec="seconds")


VALIDITIES = f"{'、'.join(f'{one.label}（{one.value}）' for one in Validity)}；JSON 中是括号内的词。"
COLUMNS = (
    Column("id", "编号", INTEGER, "本平台的编号，永不另作他用。", own("pk")),
    Column("index_number", "索引号", TEXT, "机构代码/年份-流水号；给定后不变。", own("index_number")),
    Column("title", "名称", TEXT, "信息的标题。", own("title")),
    Column("summary", "内容概述", TEXT, "摘要，不超过 300 字。", own("summary")),
    Column("issuer", "发布机构", TEXT, "制作或者获取该信息的机构，公文为发文机关。",
           lambda row, words: words.issuer(row)),
    Column("organisation_key", "机构标识", TEXT, "机构在本平台的标识，不随改名而变；body 参数用它。",
           lambda row, words: words.bodies.get(row.organisation_number, ("", ""))[1]),
    Column("document_number", "发文字号", TEXT, "公文才有。", own("document_number")),
    Column("date_created", "生成日期", DAY, "公文为成文日期，其他信息为公开的日期。", created),
    Column("published_at", "发布日期", MOMENT, "北京时间。", moment("published_at"), at_second("published_at")),
    Column("items", "公开事项", TEXT, "《政府信息公开条例》第二十条的第几项；JSON 中是项号的数组。",
           lambda row, words: "；".join(labels_of(row.items)), lambda row, words: numbers_in(row.items)),
    Column("theme", "主题分类", TEXT, "一级/二级，国务院公文主题分类。", own("theme")),
    Column("genre", "体裁分类", TEXT, "如通知、公告、意见。", own("genre")),
    Column("audience", "服务对象", TEXT, "信息面向谁。", own("audience")),
    Column("validity", "效力", TEXT, VALIDITIES,
           lambda row, words: Validity(row.validity).label if row.validity else "", own("validity")),
    Column("date_effective", "施行日期", DAY, "从这一天起施行；公文才有。", own("date_effective")),
    Column("date_repealed", "废止（失效）日期", DAY, "从这一天起不再有效；公文才有。", own("date_repealed")),
    Column("format", "信息格式", TEXT, "文本、图片、音频、视频等。", own("information_format")),
    Column("url", "在线链接地址", ADDRESS, "信息全文，长期有效。", lambda row, words: words.url(row)),
    Column("card", "目录信息地址", ADDRESS, "这条信息的目录页。", lambda row, words: words.card(row)),
    Column("changed_at", "目录更新时间", MOMENT, "这一行最近一次改变的时间，北京时间。",
           moment("changed_at"), at_second("changed_at")),
)  # fmt: skip


def dictionary() -> list[dict]:
    return [{"name": one.name, "label": one.label, "type": one.kind, "explanation": one.explanation} for one in COLUMNS]
