"""What the forms of steps offer: colleagues, bodies, replies, pages, other applications of the same applicant."""

from cms_core.models import Entry
from disclosure.applications.outcomes import all_outcomes
from disclosure.applications.permissions import Power, people_who_may
from disclosure.applications.states import State
from disclosure.models import Application
from sites.models import Portal

MOST = 300
NEWEST = 50


def handlers_of(application) -> list[tuple[int, str]]:
    """Those who may handle it, by name."""
    people = people_who_may(Power.HANDLE, application.portal)[:MOST]
    return [(one.pk, one.get_full_name() or one.get_username()) for one in people]


def portals_to_hand_to(application) -> list[tuple[int, str]]:
    others = Portal.objects.filter(completed_at__isnull=False).exclude(pk=application.portal_id)
    return [(one.pk, one.organisation.name) for one in others.select_related("organisation").order_by("path")]


def replies_grouped() -> list[tuple[str, list[tuple[str, str]]]]:
    """By the rows of table three, in its order, so that the row is chosen with the reply."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for outcome in all_outcomes().values():
        found = [(reply.code, reply.label) for reply in outcome.replies if reply.by_hand]
        if found:
            groups.setdefault(f"{outcome.code.rpartition('.')[0] or outcome.code} {outcome.group}", []).extend(found)
    return list(groups.items())


def pages_of(application) -> list[tuple[int, str]]:
    """What the portal published last."""
    rows = Entry.objects.filter(portal_home=application.portal.home_id, visible=True).order_by("-published_at")
    return [(one.page_id, one.title) for one in rows.only("page_id", "title")[:NEWEST]]


def reviews_open(application) -> list[tuple[int, str]]:
    return [(one.number, f"第 {one.number} 件：{one}") for one in application.reviews.filter(decided_on=None)]


def same_applicant(application) -> list[Application]:
    """Others of the same identity on the same portal, the newest first."""
    if not application.identity_digest:
        return []
    rows = Application.objects.filter(portal=application.portal_id, identity_digest=application.identity_digest)
    return list(rows.exclude(pk=application.pk).exclude(state=State.DRAFT).order_by("-pk")[:20])
