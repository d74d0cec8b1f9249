"""The chain of a list: each record as it was written, bound to the one before, about an item that it made or had."""

import json
from collections.abc import Iterator

from listings.history import chain
from listings.models import Item, Listing, Record
from listings.states import CREATING

Fault = tuple[str, str]  # where, what is wrong


def content_of(record: Record) -> dict:
    """Nothing for what cannot be read."""
    try:
        content = json.loads(record.content)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def chain_faults(listing: Listing) -> Iterator[Fault]:
    makers = dict(Item.objects.filter(listing=listing).values_list("pk", "line"))
    name, previous, number = chain.name_of(listing), "", 0
    known, seen, revoked = {}, set(), set()
    for record in Record.objects.filter(listing=listing).order_by("number").iterator(2000):
        number += 1
        where = f"记录 {record.number}"
        if record.number != number:
            yield where, f"编号应为 {number}，缺少记录。"
            number = record.number
        if record.previous != previous:
            yield where, "与前一条记录不相衔接。"
        if record.digest != chain.digest_of(record.previous, record.content):
            yield where, "内容与指纹不符。"
        previous = record.digest
        content = content_of(record)
        stored = (name, record.number, record.item_id, record.effective_day.isoformat(), record.revokes)
        said = tuple(content.get(key) for key in ("list", "number", "item", "effective", "revokes"))
        if stored != said:
            yield where, "各列与内容不一致。"
        about = (record.item_id, record.line_id, record.effective_day)
        if record.revokes is not None:
            if known.get(record.revokes) != about or record.revokes in revoked:
                yield where, "所撤销的不是此前有效的一条记录。"
            revoked.add(record.revokes)
            continue
        known[record.number] = about
        if record.item_id not in seen:
            seen.add(record.item_id)
            if makers.get(record.item_id) != record.line_id or content.get("kind") not in CREATING:
                yield where, "不是列入这个事项的那一次调整。"
    for item in sorted(set(makers) - seen):
        yield f"事项 {item}", "没有列入它的记录。"
    if (listing.length, listing.digest) != (number, previous):
        yield "清单", "记录的条数或最后的指纹与清单上保存的不符。"
