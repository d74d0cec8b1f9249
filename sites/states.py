"""What the public sees of a portal in each life-cycle state (《政府网站发展指引》 on opening, changing, closing)."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sites.models.portals import PortalState


class StateBar(NamedTuple):
    """The line at the top of each page: `kind` is the state, `url` where the content goes (or "")."""

    kind: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class PublicFace:
    """`home_is_live`: its content may stand in lists. `refuses`: each address answers 503 with the notice."""

    home_is_live: bool
    refuses: bool = False
    heading: str = ""
    sentence: str = ""


FACES = {
    PortalState.PREPARING: PublicFace(False, True, "网站筹建中", "本网站正在建设，尚未开通。"),
    PortalState.TRIAL: PublicFace(True),
    PortalState.RUNNING: PublicFace(True),
    # Its content stays in the province's lists: the addresses answer again in a few days.
    PortalState.OFFLINE: PublicFace(True, True, "网站临时下线", "本网站因故暂停服务。"),
    PortalState.CLOSING: PublicFace(True),
    PortalState.ARCHIVED: PublicFace(True),
}


def day(when: date | None) -> str:
    return f"{when.year}年{when.month}月{when.day}日" if when else ""


def state_bar(portal, today: date) -> StateBar | None:
    """The bar over the pages of an open portal; None when there is nothing to say."""
    said = " ".join(portal.announcement.split())
    if portal.state == PortalState.TRIAL:
        return StateBar("trial", said or "本网站试运行中，欢迎提出意见和建议。")
    if portal.state == PortalState.CLOSING:
        until = portal.announcement_until
        dated = f"本网站将于{day(until)}关停。" if until and until >= today else "本网站即将关停。"
        return StateBar("closing", dated + said, portal.successor_url)
    if portal.state == PortalState.ARCHIVED:
        return StateBar(
            "archived", f"已归档　归档时间：{day(portal.state_since)}　{said}".strip(), portal.successor_url
        )
    return None
