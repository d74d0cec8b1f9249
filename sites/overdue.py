"""Portals that stay in a state longer than they may, for the dashboard and reports."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q

from sites.models import Portal, PortalState


@dataclass(frozen=True)
class Overdue:
    """`days`: by how many days the term is passed."""

    portal: Portal
    days: int
    message: str


def overdue_portals(today: date, portals=None) -> list[Overdue]:
    """Among `portals` (default: all): trials and times offline past their term, closings ready to be archived."""
    trial = today - timedelta(days=settings.PORTAL_TRIAL_DAYS)
    offline = today - timedelta(days=settings.PORTAL_OFFLINE_DAYS)
    found = (Portal.objects.all() if portals is None else portals).filter(
        Q(state=PortalState.TRIAL, state_since__lt=trial)
        | Q(state=PortalState.OFFLINE, state_since__lt=offline)
        | Q(state=PortalState.OFFLINE, announcement_until__lt=today)
        | Q(state=PortalState.CLOSING, announcement_until__lt=today)
    )
    return sorted((judged(portal, today) for portal in found.made()), key=lambda one: -one.days)


def judged(portal, today) -> Overdue:
    if portal.state == PortalState.TRIAL:
        days = (today - portal.state_since).days
        over = days - settings.PORTAL_TRIAL_DAYS
        return Overdue(
            portal, over, f"试运行已 {days} 天，超过 {settings.PORTAL_TRIAL_DAYS} 天，请正式开通或退回筹建。"
        )
    if portal.state == PortalState.CLOSING:
        over = (today - portal.announcement_until).days
        return Overdue(portal, over, f"关停公告已于 {portal.announcement_until} 到期，请归档。")
    end = portal.state_since + timedelta(days=settings.PORTAL_OFFLINE_DAYS) if portal.state_since else today
    end = min(end, portal.announcement_until or end)
    return Overdue(portal, (today - end).days, f"临时下线应于 {end} 结束，请恢复运行或办理关停。")
