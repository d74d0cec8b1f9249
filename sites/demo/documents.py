"""Official documents of the demo: with number, header fields, structure and, for a few, what repealed them."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from sites.demo.dates import chinese_date, spread
from sites.demo.items import Item
from sites.demo.news import topics_of
from sites.demo.setting import Setting
from sites.demo.texts import fill, patterns

NUMERALS = "一二三四五六七八九十"
SERIES = (
    "policies.normative",
    "policies.government",
    "policies.office",
    "policies.departments",
    "policies.rules",
    "policies.repealed",
    "policies.other",
    "policies",
)
STRETCH = 100
PASSED_ON = re.compile(r"关于印发(.+)的通知")
OPENINGS = {
    "意见": "为进一步做好{topic}工作，现提出如下意见：",
    "通报": "近年来，各地各单位扎实推进{topic}，涌现出一批先进集体。为鼓励先进，现将有关情况通报如下：",
}
PRINCIPLE = ("p", "坚持问题导向、系统推进、群众参与，力争用三年时间形成可检验、可评价、可持续的工作成效。")
SCHEDULE = [
    ["阶段", "时间", "主要内容"],
    ["部署启动", "第一季度", "制定方案、明确责任"],
    ["全面实施", "第二、第三季度", "逐项推进、按月调度"],
    ["总结评估", "第四季度", "检查验收、公开结果"],
]
RECEIVERS = {
    "province": "各市、县（市、区）人民政府，省政府直属各单位",
    "city": "各县（市、区）人民政府，市政府各部门",
    "department": "各市、县（市、区）有关部门",
}


def documents(setting: Setting, count: int, purpose: str = "documents", every: float = 16) -> list[Item]:
    """`count` documents, newest first; numbers run within each year as an office gives them out."""
    random = setting.random(purpose)
    kind = "rule" if purpose == "policies.rules" else "document"
    pairs = [(topic, pattern) for topic in topics_of(setting) for pattern in patterns(kind)]
    random.shuffle(pairs)
    moments = spread(setting.today, min(count, len(pairs)), random, every)
    # Each column has its own stretch of serials, so that no number is given twice on a portal.
    first = STRETCH * (SERIES.index(purpose) if purpose in SERIES else len(SERIES))
    given: dict[int, int] = {}
    items = []
    for topic, pattern, moment in ((*pair, moment) for pair, moment in zip(pairs, reversed(moments), strict=False)):
        year = moment.year
        given[year] = given.get(year, first + random.randint(0, 9)) + random.randint(1, 4)
        items.append(_document(setting, topic, pattern, moment, given[year], random))
    items.reverse()
    _repeal_some(items, setting.today)
    _cite_some(items)
    return items


def repealed(setting: Setting, purpose: str) -> list[Item]:
    """废止失效文件: old documents, each repealed by one of a newer series."""
    past = replace(setting, today=setting.today - datetime.timedelta(days=330))
    items = documents(past, 10, purpose, every=90)
    items = [item for item in items if item.document["date_effective"]]
    for item in items:
        item.document |= {
            "validity": "repealed",
            "validity_basis": f"{setting.body}关于公布行政规范性文件清理结果的决定",
            # Always after it took effect and before today.
            "date_repealed": item.document["date_effective"] + datetime.timedelta(days=300),
        }
    return items


def _document(setting: Setting, topic, pattern: dict, moment, serial: int, random) -> Item:
    by_office = pattern["series"] == "办" and setting.level != "department"
    issuer = setting.office if by_office else setting.body
    prefix = setting.prefix if setting.level == "department" else setting.prefix + ("办发" if by_office else "发")
    number = f"{prefix}〔{moment.year}〕{serial}号"
    if pattern["genre"] == "规章":
        number = f"{setting.body}令第{serial}号"
    written = moment.date() - datetime.timedelta(days=random.randint(1, 9))
    # A circular of praise asks nothing of anybody, so it has no day of effect.
    effective = None if pattern["genre"] == "通报" else written + datetime.timedelta(days=30)
    values = {**setting.values(), "topic": topic.name, "issuer": issuer}
    title = fill(pattern["title"], **values)
    receivers = (
        "各市、县（市、区）人民政府，省政府直属各单位"
        if setting.unit == "省"
        else "各乡镇人民政府、街道办事处，各有关单位"
    )
    parts = laid_out(title, pattern["genre"], values, receivers, (issuer, written), _content(topic, values, effective))
    attachments = (f"{number}.docx",) if serial % 3 else (f"{number}.docx", f"{topic.name}任务分解表.xlsx")
    return Item(
        title=title,
        parts=parts,
        published_at=moment,
        source=issuer,
        summary=fill(topic.background, **values),
        keywords=topic.name,
        attachments=attachments,
        topic=topic.name,
        document={
            "issuer_text": issuer,
            "document_number": number,
            "theme": topic.theme,
            "genre": pattern["genre"],
            "date_written": written,
            "date_effective": effective,
        },
    )


def _content(topic, values: dict, effective: datetime.date | None) -> list[tuple]:
    parts = [
        ("h", "一、总体要求"),
        ("p", fill(topic.background, **values)),
        PRINCIPLE,
        ("h", "二、重点任务"),
    ]
    for index, (heading, sentence) in enumerate(topic.tasks):
        parts += [("h3", f"（{NUMERALS[index]}）{heading}"), ("p", f"{sentence}（责任单位：{topic.office}部门）")]
    return [
        *parts,
        ("h", "三、进度安排"),
        ("table", SCHEDULE),
        ("h", "四、保障措施"),
        ("p", "加强统筹协调，落实经费保障，定期公开进展情况，主动接受人大、政协和社会监督。"),
        *([("p", f"本文件自{chinese_date(effective)}起施行。")] if effective else []),
    ]


def laid_out(title: str, genre: str, values: dict, receivers: str, signature: tuple, content: list) -> list[tuple]:
    """As documents of this kind stand: a notice that passes something on is signed before it, all others at the end."""
    closing = [("signature", signature), ("p", "（此件公开发布）")]
    if genre == "规章":
        return [*content, *closing]
    addressed = [("p", receivers + "：")]
    passed_on = PASSED_ON.search(title)
    if passed_on:
        name = passed_on[1]
        opening = f"《{name.strip('《》')}》已经研究同意，现印发给你们，请认真贯彻执行。"
        return [*addressed, ("p", opening), *closing, *content]
    opening = OPENINGS.get(genre, "为进一步做好{topic}工作，现将有关事项通知如下：")
    return [*addressed, ("p", fill(opening, **values)), *content, *closing]


def may_replace(item: Item, today: datetime.date) -> bool:
    """Only rules that have taken effect can have changed others."""
    effective = item.document["date_effective"]
    return effective is not None and effective <= today and ("办法》" in item.title or item.document["genre"] == "意见")


def _repeal_some(items: list[Item], today: datetime.date) -> None:
    """The oldest document is repealed and one more amended by a newer one, so that both states are to be seen."""
    newer = next((item for item in items[1:-3] if may_replace(item, today)), None)
    # A circular never took effect, so nothing repeals it.
    older = [item for item in items[-6:] if item.document["date_effective"] and item is not newer]
    if newer is None or len(older) < 2:
        return
    basis = f"{newer.title}（{newer.document['document_number']}）"
    older[-1].document |= {
        "validity": "repealed",
        "validity_basis": basis,
        "date_repealed": newer.document["date_effective"],
    }
    older[-2].document |= {"validity": "amended", "validity_basis": basis}
    words = [f"对{cited(older[-2])}作如下修改：将“按年调度”修改为“按季调度”。", f"{cited(older[-1])}同时废止。"]
    if len(older) > 2:
        # Left in force: the portal's people find it proposed to them (效力建议).
        words.append(f"{cited(older[-3])}同时废止。")
    place = next(n for n, (kind, value) in enumerate(newer.parts) if kind == "p" and value.startswith("本文件自"))
    newer.parts[place + 1 : place + 1] = [("p", sentence) for sentence in words]


def _cite_some(items: list[Item]) -> None:
    """Every third document refers to an older one of its series: readers find their way from one to the other."""
    for item, older in zip(items[::3], items[2::3], strict=False):
        if PRINCIPLE in item.parts and older is not item:
            place = item.parts.index(PRINCIPLE)
            item.parts.insert(place + 1, ("p", f"与{cited(older)}相衔接，统筹推进各项任务。"))


def cited(item: Item) -> str:
    """As documents name one another: 《关于印发〈…〉的通知》（浙政办发〔2026〕8号）。"""
    title = item.title.replace("《", "〈").replace("》", "〉")
    return f"《{title}》（{item.document['document_number']}）"
