"""Versions, list rows and counts of items, made anew from their records: in the transaction that adds a record."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable

from cms_core.models import Organisation
from listings import counts
from listings.history.chain import steps_of
from listings.history.gone import without_gone_files
from listings.history.main_items import main_code_of
from listings.history.steps import Period, replay
from listings.models import Item, Listed, Record
from listings.values import MODELS, columns
from listings.words.keeping import Pairs
from listings.words.pairs import has_other_words

ROWS = 500
# Of places and days whose counts change; each is up to 32 cells.
MANY = 10_000


def project(item_ids: Iterable[int]) -> list[Listed]:
    """Raises Impossible when the records of an item do not follow one another: nothing must be kept then."""
    ids = sorted(set(item_ids))
    rows, change, pairs = [], Counter(), Pairs()
    for start in range(0, len(ids), ROWS):
        rows += project_some(ids[start : start + ROWS], change, pairs)
        if len(change) > MANY:
            counts.follow(change)
            change.clear()
    counts.follow(change)
    pairs.write()
    return rows


def project_some(ids: list[int], change: Counter, pairs: Pairs) -> list[Listed]:
    """Adds to `change` what the counts must follow: the more items together, the fewer cells."""
    items = Item.objects.select_related("listing").in_bulk(ids)
    records = records_by_item(ids)
    periods = {item: replay(steps_of(those)) for item, those in records.items()}
    for kind in {item.listing.kind for item in items.values()}:
        own = {item: those for item, those in periods.items() if items[item].listing.kind == kind}
        periods |= zip(own, without_gone_files(kind, own.values()), strict=True)
    bodies = bodies_of(periods.values())
    before = list(Listed.objects.filter(item__in=ids))
    after = [listed_of(items[item], period, bodies) for item, those in periods.items() for period in those]
    for model in {MODELS[item.listing.kind] for item in items.values()}:
        model.objects.filter(item__in=ids).delete()
        model.objects.bulk_create(
            [
                version_of(model, items[item], period, bodies)
                for item, those in periods.items()
                if MODELS[items[item].listing.kind] is model
                for period in those
            ],
            batch_size=200,
        )
    Listed.objects.filter(item__in=ids).delete()
    after = Listed.objects.bulk_create(after, batch_size=ROWS)
    change.update(counts.contributions(after))
    change.subtract(counts.contributions(before))
    for item, those in periods.items():
        listing = items[item].listing
        doubtful = may_keep_more(listing.kind, records[item])
        pairs.add(listing.pk, listing.kind, item, (period.values for period in those), doubtful=doubtful)
    return after


def may_keep_more(kind: str, records: list[Record]) -> bool:
    """Whether pairs may be kept of an item that none of its periods has. Most have one record, not read again."""
    if len(records) == 1:
        return False
    return any(record.revokes for record in records) or has_other_words(
        kind, (json.loads(record.content) for record in records)
    )


def records_by_item(ids: list[int]) -> dict[int, list[Record]]:
    found = defaultdict(list)
    for record in Record.objects.filter(item__in=ids).order_by("number"):
        found[record.item_id].append(record)
    return found


def bodies_of(histories: Iterable[list[Period]]) -> dict[str, Organisation]:
    """By key."""
    keys = {period.values["organisation"] for periods in histories for period in periods}
    return {body.key: body for body in Organisation.objects.filter(key__in=keys)}


def version_of(model, item: Item, period: Period, bodies: dict[str, Organisation]):
    kind = item.listing.kind
    return model(
        item=item,
        listing_id=item.listing_id,
        record_id=period.record,
        valid_from=period.valid_from,
        valid_until=period.valid_until,
        state=period.state,
        since=period.since,
        partner_id=period.partner,
        **columns(kind, period.values, {key: body.pk for key, body in bodies.items()}),
    )


def listed_of(item: Item, period: Period, bodies: dict[str, Organisation]) -> Listed:
    model, values = MODELS[item.listing.kind], period.values
    body = bodies[values["organisation"]]
    return Listed(
        item=item,
        listing_id=item.listing_id,
        kind=item.listing.kind,
        organisation=body,
        place=body.path,
        category=values.get(model.CATEGORY, "") if model.CATEGORY else "",
        level=values.get(model.LEVEL, 0) if model.LEVEL else 0,
        theme=values.get(model.THEME, "") if model.THEME else "",
        code=values.get(model.CODE, ""),
        name=values["name"],
        main_code=main_code_of(values),
        state=period.state,
        since=period.since,
        valid_from=period.valid_from,
        valid_until=period.valid_until,
    )
