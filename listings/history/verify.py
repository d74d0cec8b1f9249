"""The proof that nothing was changed behind the records: the chain whole, and every row what the records make of it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.db.models import Sum

from listings import counts
from listings.errors import Impossible
from listings.history import chain
from listings.history.gone import forgiven, without_gone_files
from listings.history.project import bodies_of, records_by_item
from listings.history.steps import Period, replay
from listings.models import Adjustment, AdjustmentLine, Cell, Item, Listed, Listing, Record
from listings.states import AdjustmentState
from listings.values import MODELS, plain_values

ROWS = 500


@dataclass(frozen=True)
class Finding:
    """`where` says list and row, `message` what is wrong with it."""

    listing: str
    where: str
    message: str

    as_dict = asdict


def verify(listing: Listing) -> Iterator[Finding]:
    """All that is wrong with one list; nothing for one that is as it was recorded."""
    name = chain.name_of(listing)
    for where, message in [*chain_faults(listing, name), *decision_faults(listing), *row_faults(listing)]:
        yield Finding(name, where, message)
    for where, message in cell_faults(listing):
        yield Finding(name, where, message)


def chain_faults(listing: Listing, name: str):
    previous, number = "", 0
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
    if (listing.length, listing.digest) != (number, previous):
        yield "清单", "记录的条数或最后的指纹与清单上保存的不符。"


def content_of(record: Record) -> dict:
    """Nothing for what cannot be read."""
    try:
        content = json.loads(record.content)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def decision_faults(listing: Listing):
    """Adjustments and their lines, as they are stored, against what was recorded of them."""
    lines = {line.pk: line for line in AdjustmentLine.objects.filter(adjustment__listing=listing).iterator(2000)}
    bodies = ("proposing_body", "approving_body")
    adjustments = Adjustment.objects.filter(listing=listing).select_related(*bodies).in_bulk()
    recorded, seen = defaultdict(list), set()
    for record in Record.objects.filter(listing=listing, revokes=None).iterator(2000):
        line = lines[record.line_id]
        adjustment = adjustments[line.adjustment_id]
        recorded[adjustment.pk].append(line.pk)
        content = content_of(record)
        now = chain.line_content(listing, record.number, line, {}, record.effective_day)
        if {**content, "adjustment": {}} != json.loads(chain.canonical(now)):
            yield f"调整 {adjustment.pk} 的事项 {line.order}", "与批准时的记录不符。"
        if adjustment.pk not in seen:
            seen.add(adjustment.pk)
            if not is_as_decided(adjustment, content.get("adjustment")):
                yield f"调整 {adjustment.pk}", "与批准时的记录不符。"
            if adjustment.effective_day != record.effective_day:
                yield f"调整 {adjustment.pk}", "生效日期与批准时的记录不符。"
    decided = (AdjustmentState.APPROVED, AdjustmentState.REVOKED)
    by_adjustment = Counter(line.adjustment_id for line in lines.values())
    for pk, adjustment in adjustments.items():
        if (adjustment.state in decided) != (pk in recorded):
            yield f"调整 {pk}", "状态与记录不符。"
        elif pk in recorded and len(recorded[pk]) != by_adjustment[pk]:
            yield f"调整 {pk}", "事项与记录不符。"


def is_as_decided(adjustment: Adjustment, said) -> bool:
    if adjustment.approved_at is None or not isinstance(said, dict):
        return False
    now = chain.adjustment_content(adjustment)
    return said == now or forgiven(said, now) == now


def row_faults(listing: Listing):
    ids = list(Item.objects.filter(listing=listing).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), ROWS):
        yield from row_faults_of(listing, ids[start : start + ROWS])


def row_faults_of(listing: Listing, ids: list[int]):
    histories = {}
    for item, records in records_by_item(ids).items():
        try:
            histories[item] = replay(chain.steps_of(records))
        except (Impossible, ValueError, KeyError) as error:
            histories[item] = None
            yield f"事项 {item}", f"记录不能重演：{error}"
    whole = {item: periods for item, periods in histories.items() if periods}
    histories |= zip(whole, without_gone_files(listing.kind, whole.values()), strict=True)
    bodies = bodies_of(whole.values())
    model = MODELS[listing.kind]
    versions, listed = defaultdict(list), defaultdict(list)
    for version in model.objects.filter(item__in=ids).select_related("organisation").order_by("valid_from"):
        versions[version.item_id].append(version)
    for row in Listed.objects.filter(item__in=ids).order_by("valid_from"):
        listed[row.item_id].append(row)
    for item in ids:
        periods = histories.get(item, [])
        if periods is None:
            continue
        if [told(period) for period in periods] != [told_of(version) for version in versions[item]]:
            yield f"事项 {item}", "版本与记录不符。"
        if [shown(listing, period, bodies) for period in periods] != [shown_of(row) for row in listed[item]]:
            yield f"事项 {item}", "列表中的行与记录不符。"


def told(period: Period) -> tuple:
    return (period.valid_from, period.valid_until, period.state, period.since, period.partner, period.record,
            period.values)  # fmt: skip


def told_of(version) -> tuple:
    return (version.valid_from, version.valid_until, version.state, version.since, version.partner_id,
            version.record_id, plain_values(version))  # fmt: skip


def shown(listing: Listing, period: Period, bodies) -> tuple:
    model, values = MODELS[listing.kind], period.values
    body = bodies.get(values["organisation"])
    return (
        body and body.pk, values.get(model.CATEGORY, "") if model.CATEGORY else "",
        values.get(model.LEVEL, 0) if model.LEVEL else 0, values.get(model.THEME, "") if model.THEME else "",
        values.get(model.CODE, ""), values["name"], period.state, period.since, period.valid_from, period.valid_until,
    )  # fmt: skip


def shown_of(row: Listed) -> tuple:
    return (row.organisation_id, row.category, row.level, row.theme, row.code, row.name, row.state, row.since,
            row.valid_from, row.valid_until)  # fmt: skip


def cell_faults(listing: Listing):
    """The counts that are kept, against a count of the rows."""
    wanted = Counter()
    for cell in counts.cells_of(counts.contributions(Listed.objects.filter(listing=listing).iterator(2000))):
        if cell.listing_number == listing.pk:
            wanted[key_of(cell)] += cell.delta
    stored = Counter()
    rows = Cell.objects.filter(listing_number=listing.pk).values(
        "mask", "organisation_number", "category", "level", "theme", "day"
    )
    for row in rows.annotate(sum=Sum("delta")).order_by():
        stored[tuple(row[name] for name in KEYS)] += row["sum"]
    if +(wanted - stored) or +(stored - wanted):
        yield "计数", "与列表中的行不符，请运行 rebuild_listings。"


KEYS = ("mask", "organisation_number", "category", "level", "theme", "day")


def key_of(cell: Cell) -> tuple:
    return tuple(getattr(cell, name) for name in KEYS)
