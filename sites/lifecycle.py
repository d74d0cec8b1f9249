"""A portal's life: which state may follow which, who may decide it, and what must be said to the public.

Section 1.5 of the reference (《政府网站发展指引》 on opening, taking offline, closing and archiving). Opening, closing
and going offline are matters of the body in charge (报主管单位), so they need `open_portal`; the portal's own
administrators may only end a time offline early. The day rules are settings, for they are not checked against the
original text.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from sites.lifecycle_rules import (
    Asked,
    announced_long_enough,
    at_most_offline_days,
    closing_is_over,
    identity_is_complete,
    is_made,
    not_offline_too_often,
)
from sites.models.portals import PortalState
from sites.permissions import PortalAction

Rule = Callable[[Asked], list[str]]


@dataclass(frozen=True)
class Transition:
    """`needs`: names of what must be given, of reason, announcement, until and successor_url."""

    before: PortalState
    after: PortalState
    verb: str
    explanation: str
    who: PortalAction = PortalAction.OPEN
    needs: frozenset[str] = frozenset()
    rules: tuple[Rule, ...] = field(default=())


P = PortalState
SAID = frozenset({"reason", "announcement", "until"})
GONE = SAID | {"successor_url"}
CLOSE = "在每个页面顶部悬挂关停公告，说明内容去向；期满后归档。"
TRANSITIONS = (
    Transition(P.PREPARING, P.TRIAL, "开始试运行", "对公众开放，页面顶部注明“试运行”。", rules=(is_made,)),
    Transition(P.PREPARING, P.RUNNING, "直接开通", "对公众开放，不经试运行。", rules=(is_made, identity_is_complete)),
    Transition(P.TRIAL, P.RUNNING, "正式开通", "去掉“试运行”字样。", rules=(identity_is_complete,)),
    Transition(P.TRIAL, P.PREPARING, "退回筹建", "停止对公众开放，继续建设。", needs=frozenset({"reason"})),
    Transition(
        P.RUNNING,
        P.OFFLINE,
        "临时下线",
        "所有页面改为显示临时下线公告。",
        needs=SAID,
        rules=(at_most_offline_days, not_offline_too_often),
    ),
    Transition(P.OFFLINE, P.RUNNING, "恢复运行", "重新对公众开放。", who=PortalAction.ADMINISTER),
    Transition(P.TRIAL, P.CLOSING, "关停", CLOSE, needs=GONE, rules=(announced_long_enough,)),
    Transition(P.RUNNING, P.CLOSING, "关停", CLOSE, needs=GONE, rules=(announced_long_enough,)),
    Transition(P.OFFLINE, P.CLOSING, "关停", "恢复显示，" + CLOSE, needs=GONE, rules=(announced_long_enough,)),
    Transition(P.CLOSING, P.RUNNING, "撤回关停", "撤下关停公告，照常运行。", needs=frozenset({"reason"})),
    Transition(
        P.CLOSING,
        P.ARCHIVED,
        "归档",
        "内容保留可读，页面顶部注明“已归档”和归档时间，不再更新。",
        rules=(closing_is_over,),
    ),
    Transition(P.ARCHIVED, P.TRIAL, "重新开通", "以试运行状态重新开放并恢复更新。", needs=frozenset({"reason"})),
)
BY_STATES = {(one.before, one.after): one for one in TRANSITIONS}


def transition(before: str, after: str) -> Transition | None:
    return BY_STATES.get((PortalState(before), PortalState(after)))


def transitions_from(state: str) -> list[Transition]:
    return [one for one in TRANSITIONS if one.before == state]
