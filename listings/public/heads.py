"""What stands above an item: that it has left the list, since when and on what basis; that it will change; its day."""

from listings.models import FOREVER, Item, ItemVersion
from listings.public.addresses import item_path, list_path, with_parameters
from listings.public.days import AskedDay, written
from listings.public.history import Event
from listings.public.relations import Relations
from listings.states import CURRENT, ItemState

SENTENCES = {
    ItemState.SUSPENDED: "该事项自{since}起暂停实施。",
    ItemState.CANCELLED: "该事项已于{since}取消，不再实施。以下内容仅供查阅。",
    ItemState.DELEGATED: "该事项已于{since}下放，不再由本级实施。以下内容仅供查阅。",
    ItemState.MERGED: "该事项已于{since}合并，不再单列。以下内容仅供查阅。",
    ItemState.SPLIT: "该事项已于{since}拆分，不再单列。以下内容仅供查阅。",
    ItemState.INTERNAL: "该事项已于{since}转为内部管理，不再作为权力事项。以下内容仅供查阅。",
}


def heads(item: Item, shown: ItemVersion, versions, events: list[Event], relations: Relations, day: AskedDay):
    """Notices: kind, label, text, `events` (day, basis, url), links (label, name, url)."""
    found = []
    if shown.valid_from > day.day:
        found.append(not_yet(shown, day))
    elif shown.state != ItemState.IN_FORCE:
        found.append(left(shown, events, relations))
    if not day.is_past:
        found += will_change(item, shown, versions, day)
    return found


def not_yet(first: ItemVersion, day: AskedDay) -> dict:
    if first.valid_from > day.today:
        text = f"该事项将于{written(first.valid_from)}列入清单，在此之前不实施。以下是已批准的内容。"
        return {"kind": "coming", "label": "即将生效", "text": text}
    text = f"{written(day.day)}该事项还没有列入清单；它自{written(first.valid_from)}起列入。以下是列入时的内容。"
    return {"kind": "past", "label": "尚未列入", "text": text}


def left(version: ItemVersion, events: list[Event], relations: Relations) -> dict:
    """The event that brought it into its state is the last one up to the day it did."""
    ended = [event for event in events if event.day == version.since and event.step.leads_to == version.state]
    links = []
    if version.state == ItemState.MERGED and relations.partner:
        links.append({"label": "合并到", **relations.partner})
    if version.state == ItemState.SPLIT:
        links += [{"label": "拆分为", **one} for one in relations.successors if not one["merged"]]
    if version.state == ItemState.DELEGATED:
        links += [{"label": f"{one['of']}承接", **one} for one in relations.taken_over]
    event = ended[-1] if ended else None
    return {
        "kind": "suspended" if version.state in CURRENT else "ended",
        "label": version.get_state_display(),
        "text": SENTENCES[version.state].format(since=written(version.since)),
        "event": event,
        "links": links,
    }


def will_change(item: Item, shown: ItemVersion, versions, day: AskedDay) -> list[dict]:
    """The next version, where one is approved for a later day."""
    if shown.valid_from > day.day or shown.valid_until == FOREVER:
        return []
    after = next((one for one in versions if one.valid_from == shown.valid_until), None)
    if after is None:
        return []
    what = "调整" if after.state in CURRENT else after.get_state_display().removeprefix("已")
    url = with_parameters(item_path(item.listing.kind, item.pk), on=after.valid_from.isoformat())
    text = f"该事项将于{written(after.valid_from)}{what}，在此之前仍按以下内容执行。"
    return [
        {
            "kind": "coming",
            "label": f"将于{written(after.valid_from)}{what}",
            "text": text,
            "links": [{"label": "", "name": f"查看{written(after.valid_from)}起的内容", "url": url}],
        }
    ]


def day_banner(day: AskedDay, kind: str, own_url: str) -> dict | None:
    """Of a page that is not of today; None for today's."""
    if day.is_today:
        return None
    return {
        "day": day.written,
        "is_past": day.is_past,
        "url": own_url,
        "list_url": with_parameters(list_path(kind), on=day.parameter),
    }
