"""How each promoted result stands today: shown, not yet, no more, or in vain because its page is gone."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from cms_core.models.search_promotions import SearchPromotion
from cms_core.search.editors.promotions import public_entries


@dataclass(frozen=True)
class Standing:
    """`wrong`: the editor has to do something about it."""

    label: str
    wrong: bool = False


SHOWN = Standing("生效中")
OFF = Standing("已停用")
EARLY = Standing("未开始")
OVER = Standing("已过期")
GONE = Standing("内容已撤下，不显示", wrong=True)


def standings(rows: list[SearchPromotion], today: datetime.date) -> dict[int, Standing]:
    """By the promotion's id; one query."""
    public = public_entries({row.page_id for row in rows if row.page_id})
    return {row.pk: standing(row, today, public) for row in rows}


def standing(row: SearchPromotion, today: datetime.date, public) -> Standing:
    if not row.enabled:
        return OFF
    if row.until and today > row.until:
        return OVER
    if not row.url and row.page_id not in public:
        return GONE
    return EARLY if row.since and today < row.since else SHOWN


def in_vain(rows, now: datetime.datetime | None = None) -> int:
    """How many of `rows` (a queryset) promote a page that the public cannot see; two queries."""
    today = timezone.localdate(now)
    found = list(rows.filter(url="", enabled=True).order_by())
    return sum(one.wrong for one in standings(found, today).values())
