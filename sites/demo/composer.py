"""Which content a demo column gets, decided by its type and title as the blueprints name them."""

from __future__ import annotations

import re
from collections.abc import Callable

from sites.demo import news, pages
from sites.demo.documents import documents
from sites.demo.items import Item
from sites.demo.setting import Setting

# How many items the long columns of a portal get; everything else has its own natural length.
LENGTHS = {"province": 120, "city": 90, "county": 60, "department": 40, "subsite": 18}
COLUMN_TYPES: dict[str, Callable[[Setting, str], list[Item]]] = {
    "机构职能": lambda s, t: [],
    "负责人信息": lambda s, t: pages.leaders(s),
    "工作动态": lambda s, t: news.news(s, LENGTHS[s.level], purpose=t),
    "通知公告": lambda s, t: news.notices(s, LENGTHS[s.level] // 2, purpose=t),
    "政策文件": lambda s, t: documents(s, LENGTHS[s.level] // 3, purpose=t),
    "政策解读": lambda s, t: news.readings(s, documents(s, 12, purpose="政策文件")),
    "回应关切": lambda s, t: news.answers(s, 10, t),
    "咨询投诉": lambda s, t: news.answers(s, 16, t),
    "征集调查": lambda s, t: news.consultations(s, 8, t),
    "在线访谈": lambda s, t: news.interviews(s, 8, t),
    "信息公开年报": lambda s, t: pages.annual_reports(s),
    "信息公开目录": lambda s, t: documents(s, 12, purpose=t),
    "数据发布": lambda s, t: pages.statistics(s),
    "数据开放": lambda s, t: pages.datasets(s),
    "办事服务": lambda s, t: pages.guides(s),
    "人事信息": lambda s, t: news.notices(s, 10, purpose=t, every=12),
    "政府公报": lambda s, t: pages.gazettes(s),
    "权责清单": lambda s, t: pages.funds(s) if "资金" in t else pages.powers(s),
    "重点领域": lambda s, t: pages.sunshine(s, t),
    "专题专栏": lambda s, t: news.news(s, 8, purpose=t, every=6),
}
# Titles that say more than their column's type.
TITLES: tuple[tuple[str, Callable[[Setting, str], list[Item]]], ...] = (
    (r"制度", lambda s, t: pages.systems(s)),
    (r"财政|预决算|三公|采购|项目|交易|救助|征收|征地", lambda s, t: pages.sunshine(s, t)),
    (r"规划|计划|要点", lambda s, t: documents(s, 8, purpose=t, every=70)),
    (r"规章|规范性|文件", lambda s, t: documents(s, LENGTHS[s.level] // 3, purpose=t)),
)
SINGLES = (
    (r"指南|依申请", "guide"),
    (r"职能|职责|机构|简介", "duties"),
    (r"", "overview"),
)


def items_for(setting: Setting, column_type: str, title: str) -> list[Item]:
    """The content of a list column, newest first; [] for types that hold nothing of their own."""
    if column_type not in {"工作动态", "政策文件", "政策解读"}:
        for pattern, compose in TITLES:
            if re.search(pattern, title):
                return compose(setting, title)
    compose = COLUMN_TYPES.get(column_type)
    return compose(setting, title) if compose else news.notices(setting, 6, purpose=title, every=20)


def body_for(setting: Setting, title: str) -> list[tuple]:
    """The parts of a single-page column."""
    kind = next(kind for pattern, kind in SINGLES if re.search(pattern, title))
    return pages.single(setting, kind)
