"""Sentences about an adjustment that announcement and feed share."""

import datetime

from listings.models import Adjustment
from listings.public.days import written
from listings.states import AdjustmentState, LineKind

KINDS_OF_NOTICE = ("公告", "通知", "决定", "通告")


def title_of(adjustment: Adjustment) -> str:
    title = adjustment.title.strip()
    if title.endswith(KINDS_OF_NOTICE):
        return title
    return f"{title}的公告" if title.startswith("关于") else f"关于{title}的公告"


def counted(kinds: dict[str, int]) -> str:
    """共 5 项：新增 3 项，取消 2 项."""
    told = "，".join(f"{LineKind(kind).label} {number} 项" for kind, number in kinds.items())
    return f"共 {sum(kinds.values())} 项：{told}" if kinds else ""


def when(adjustment: Adjustment, today: datetime.date) -> str:
    if adjustment.state == AdjustmentState.REVOKED:
        return "已撤销"
    day = written(adjustment.effective_day)
    return f"将于{day}生效" if adjustment.effective_day > today else f"自{day}起生效"
