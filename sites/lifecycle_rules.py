"""The conditions of a change of state; each returns the reasons against it, or nothing."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from sites.models.portals import Portal, PortalState


@dataclass(frozen=True)
class Asked:
    """What is to happen: the state and day, and what is said about it."""

    portal: Portal
    to: PortalState
    today: date
    reason: str = ""
    announcement: str = ""
    until: date | None = None
    successor_url: str = ""


def is_made(asked: Asked) -> list[str]:
    if asked.portal.completed_at is None:
        return ["门户尚未建完，请等建站任务完成。"]
    return []


IDENTITY = ("site_code", "icp_number", "police_number", "registration_mark", "contact_phone")


def identity_is_complete(asked: Asked) -> list[str]:
    """The footer's items; a subsite shows those of the portal it belongs to. Demonstrations have no such numbers."""
    portal = asked.portal
    if portal.demo or portal.is_subsite:
        return []
    missing = [portal._meta.get_field(name).verbose_name for name in IDENTITY if not getattr(portal, name)]
    return [f"页脚信息不全，请先填写：{'、'.join(missing)}。"] if missing else []


def at_most_offline_days(asked: Asked) -> list[str]:
    """〔未核原文〕 each time at most 30 days."""
    if asked.until is None:
        return []
    if asked.until < asked.today:
        return ["恢复日期不能早于今天。"]
    last = asked.today + timedelta(days=settings.PORTAL_OFFLINE_DAYS)
    return (
        [f"临时下线每次最长 {settings.PORTAL_OFFLINE_DAYS} 天，恢复日期不能晚于 {last}。"] if asked.until > last else []
    )


def not_offline_too_often(asked: Asked) -> list[str]:
    """〔未核原文〕 at most once in a year."""
    times = asked.portal.state_changes.filter(after=PortalState.OFFLINE, on__year=asked.today.year).count()
    allowed = settings.PORTAL_OFFLINE_PER_YEAR
    if times < allowed:
        return []
    return [f"{asked.today.year} 年已临时下线 {times} 次，每年最多 {allowed} 次。如须长期停用，请办理关停。"]


def announced_long_enough(asked: Asked) -> list[str]:
    """〔未核原文〕 the announcement of a closing hangs for at least 30 days."""
    if asked.until is None:
        return []
    first = asked.today + timedelta(days=settings.PORTAL_CLOSING_DAYS)
    return (
        [f"关停公告至少悬挂 {settings.PORTAL_CLOSING_DAYS} 天，截止日期不能早于 {first}。"]
        if asked.until < first
        else []
    )


def closing_is_over(asked: Asked) -> list[str]:
    portal = asked.portal
    earliest = (portal.state_since or asked.today) + timedelta(days=settings.PORTAL_CLOSING_DAYS)
    last = max(earliest, portal.announcement_until or earliest)
    return [f"关停公告要挂到 {last}，之后才能归档。"] if asked.today < last else []
