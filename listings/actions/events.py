"""What is written into Wagtail's history of an adjustment: who did what with it, when, and with which words."""

from enum import StrEnum

from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from listings.models import Adjustment, Listing


class Event(StrEnum):
    CREATED = "listings.adjustment.create"
    EDITED = "listings.adjustment.edit"
    SUBMITTED = "listings.adjustment.submit"
    SENT_BACK = "listings.adjustment.send_back"
    TAKEN_BACK = "listings.adjustment.take_back"
    APPROVED = "listings.adjustment.approve"
    REVOKED = "listings.adjustment.revoke"
    DELETED = "listings.adjustment.delete"
    OPENED = "listings.listing.open"
    CONFIGURED = "listings.listing.configure"


LABELS = {
    Event.CREATED: "新建",
    Event.EDITED: "改动",
    Event.SUBMITTED: "送审",
    Event.SENT_BACK: "退回",
    Event.TAKEN_BACK: "收回",
    Event.APPROVED: "批准",
    Event.REVOKED: "撤销",
    Event.DELETED: "删除草稿",
    Event.OPENED: "开办清单",
    Event.CONFIGURED: "设置清单",
}


def record(thing: Adjustment | Listing, event: Event, text: str = "", *, by=None, title: str = "") -> None:
    """In the caller's transaction; `text` is for people."""
    log(thing, event.value, user=by, data={"text": text}, **({"title": title[:200]} if title else {}))


def history_of(thing: Adjustment | Listing, most: int = 30) -> list[ModelLogEntry]:
    """The newest first, each with `verb` and `text`."""
    found = list(ModelLogEntry.objects.for_instance(thing).select_related("user").order_by("-timestamp", "-pk")[:most])
    for entry in found:
        entry.verb = LABELS.get(entry.action, entry.action)
        entry.text = entry.data.get("text", "")
    return found
