"""Which notices wait for a body to have seen them, and which bodies a notice waits for."""

from collections import defaultdict

from django.db.models import Exists, OuterRef

from disclosure.models import Notice, NoticeReceipt, NoticeState
from disclosure.supervision.permissions import Power, may, own_bodies, supervises_somewhere


def waiting_for(user, most: int) -> list[tuple[Notice, list[str]]]:
    """(notice, names of the user's bodies that have not acknowledged it), the newest first; two queries.

    A notice of an office in which one works oneself is no news.
    """
    through = Notice.addressees.through.objects
    seen = NoticeReceipt.objects.filter(notice=OuterRef("notice"), portal=OuterRef("portal"))
    pairs = through.filter(~Exists(seen), notice__state=NoticeState.APPROVED)
    pairs = pairs.filter(portal__in=own_bodies(user).order_by().values("pk")).order_by("portal__path")
    told: dict[int, list[str]] = defaultdict(list)
    for notice, name in pairs.values_list("notice", "portal__name"):
        told[notice].append(name)
    if not told:
        return []
    notices = Notice.objects.filter(pk__in=told).select_related("portal__home").defer("figures", "opening", "closing")
    notices = notices.order_by("-approved_at")
    if supervises_somewhere(user):
        notices = [one for one in notices if not may(user, Power.SUPERVISE, one.portal)]
    return [(one, told[one.pk]) for one in notices[:most]]


def receipts_of(notice) -> list[tuple]:
    """(portal, its receipt or None) of each addressee, in the tree's order; two queries."""
    kept = {one.portal_id: one for one in notice.receipts.select_related("by")}
    return [(portal, kept.get(portal.pk)) for portal in notice.addressees.order_by("path")]
