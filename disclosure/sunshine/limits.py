"""公开时限 as people write it → what can be counted: 自信息形成或者变更之日起20个工作日内 is twenty working days."""

import re
from dataclasses import dataclass

from cms_core.text.folding import fold
from disclosure.models import TermKind

FIGURES = "零一二三四五六七八九"
# 公示 of so many days says how long something hangs out, not when it must be there; 原文公示期 of the standard tables.
SHOWN_FOR = re.compile(r"(?:公示|公告)(?:期|时间|期限)?(?:一般)?(?:为|不(?:少|得少|低|短)于)?\d+个?(?:工作日|日|天)")
WORKING = re.compile(r"(\d{1,3})个?工作日")
CALENDAR = re.compile(r"(\d{1,3})(?:个?(?:自然)?日|天)(?!起)")
AT_ONCE = ("实时", "即时", "及时", "当日", "当天", "立即", "第一时间", "同步")
PERIODS = (
    (TermKind.MONTHLY, ("每月", "按月", "月度")),
    (TermKind.QUARTERLY, ("每季", "按季", "季度")),
    (TermKind.HALF_YEARLY, ("每半年", "半年度", "半年")),
    (TermKind.YEARLY, ("每年", "按年", "年度", "年报")),
)
STANDING = ("长期", "常年", "永久")


@dataclass(frozen=True)
class Limit:
    """`days` with kinds of days only."""

    kind: TermKind = TermKind.OTHER
    days: int | None = None


def limit_of(text: str) -> Limit:
    """Of several terms the shortest in working days, so that nothing counts as timely that is late by one of them."""
    said = SHOWN_FOR.sub("", in_figures(fold(text)))
    if found := [int(days) for days in WORKING.findall(said)]:
        return Limit(TermKind.WORKING_DAYS, min(found))
    if any(word in said for word in AT_ONCE):
        return Limit(TermKind.AT_ONCE)
    if found := [int(days) for days in CALENDAR.findall(said) if int(days)]:
        return Limit(TermKind.DAYS, min(found))
    for kind, words in PERIODS:
        if any(word in said for word in words):
            return Limit(kind)
    return Limit(TermKind.STANDING) if any(word in said for word in STANDING) else Limit()


def in_figures(text: str) -> str:
    """二十个工作日 → 20个工作日; up to 九十九."""
    return re.sub(rf"([{FIGURES[1:]}]?)(十?)([{FIGURES}]?)(?=个?(?:工作日|自然日|日|天))", figure, text)


def figure(match) -> str:
    tens, ten, ones = match.groups()
    if not (tens or ten or ones):
        return ""
    if not ten:
        return str(FIGURES.index(ones or tens)) if not (tens and ones) else match.group()
    return str((FIGURES.index(tens) if tens else 1) * 10 + (FIGURES.index(ones) if ones else 0))
