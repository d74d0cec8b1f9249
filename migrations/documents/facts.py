"""The report on one field of one document: what the old page said, what we make of it, and how sure that is."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Status(StrEnum):
    UNDERSTOOD = "understood"
    KEPT = "kept"
    INFERRED = "inferred"
    EMPTY = "empty"
    MISSING = "missing"
    NOT_UNDERSTOOD = "not_understood"
    IGNORED = "ignored"


LABELS = {
    Status.UNDERSTOOD: "已识别",
    Status.KEPT: "原样保留",
    Status.INFERRED: "推断",
    Status.EMPTY: "空值",
    Status.MISSING: "未找到",
    Status.NOT_UNDERSTOOD: "未能识别",
    Status.IGNORED: "无对应字段",
}
NAMES = {
    "title": "标题",
    "index_number": "索引号",
    "theme": "主题分类",
    "genre": "体裁分类",
    "issuer": "发文机关",
    "date_written": "成文日期",
    "document_number": "发文字号",
    "published_at": "发布时间",
    "date_effective": "施行日期",
    "date_repealed": "废止日期",
    "validity": "效力",
    "disclosure": "公开属性",
    "subject_words": "主题词",
    "keywords": "关键词",
    "audience": "服务对象",
    "summary": "摘要",
    "source": "来源",
    "author": "作者",
    "body": "正文",
    "attachments": "附件",
    "breadcrumb": "原栏目",
    "column": "栏目",
    "events": "历次修改",
    "url": "原地址",
}
WRONG = (Status.NOT_UNDERSTOOD,)


@dataclass
class Fact:
    """`value` is what is stored, as text; `note` is for the operator."""

    field: str
    status: Status
    label: str = ""
    raw: str = ""
    value: str = ""
    note: str = ""

    def as_dict(self):
        return asdict(self)

    def __str__(self):
        name = NAMES.get(self.field, self.label or self.field)
        told = f"“{self.raw}” → {self.value}" if self.raw and self.raw != self.value else self.value or self.raw
        return f"{name}：{told or '（无）'} [{LABELS[self.status]}]{' ' + self.note if self.note else ''}"
