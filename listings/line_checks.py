"""What is wrong with a line of an adjustment by itself: what its kind needs, whose it is, what its values say."""

from collections import Counter

from listings import bodies, codes, industries
from listings.errors import Fault, ListingsError
from listings.fields import label, needed
from listings.kinds import ListKind
from listings.models import AdjustmentLine, Item, Listing
from listings.states import CREATING, LineKind
from listings.values import clean

# What only its own kind of adjustment may change, so that the public reads what it was.
ONLY_BY = {"organisation": LineKind.TRANSFER, "category": LineKind.RECLASSIFY, "block": LineKind.RECLASSIFY,
           "measure": LineKind.RECLASSIFY, "allocation_way": LineKind.RECLASSIFY}  # fmt: skip
CHANGING = (LineKind.AMEND, LineKind.TRANSFER, LineKind.RECLASSIFY)
PARTS = 2


def of_lines(listing: Listing, lines: list[AdjustmentLine]) -> list[Fault]:
    if not lines:
        return [Fault(0, "还没有调整事项，请至少加入一项。")]
    items = Item.objects.in_bulk({line.item_id for line in lines if line.item_id})
    keys = {line.values["organisation"] for line in lines if line.values.get("organisation")}
    refused = bodies.refused_among(listing, keys)
    found = []
    for number, line in enumerate(lines, 1):
        found += of_line(listing, number, line, items, refused)
    return found


def of_line(listing: Listing, number: int, line: AdjustmentLine, items, refused: dict[str, str]) -> list[Fault]:
    creating = line.kind in CREATING
    found = [Fault(number, reason) for reason in of_relations(listing, line, items, creating)]
    values, faults = clean(listing.kind, line.values, whole=creating)
    found += [Fault(number, reason, field, value) for field, value, reason in faults]
    if reason := refused.get(key := values.get("organisation")):
        found.append(Fault(number, reason, "organisation", key))
    if line.kind in CHANGING and not line.values:
        found.append(Fault(number, "没有要变更的内容。"))
    if line.values and line.kind not in (*CREATING, *CHANGING):
        what = LineKind(line.kind).label
        found.append(Fault(number, f"“{what}”不变更事项的内容；请移去所填的值，另加一项“变更要素”。"))
    elif not creating:
        for name, kind in ONLY_BY.items():
            if name in line.values and line.kind != kind:
                found.append(Fault(number, f"这一项只能用“{kind.label}”来变更。", name))
    if line.kind == LineKind.TRANSFER and not line.values.get("organisation"):
        found.append(Fault(number, "请选择划转到哪个机关。", "organisation"))
    told = {fault.field for fault in found}
    more = of_values(listing.kind, number, values, whole=creating)
    return [*found, *(fault for fault in more if fault.field not in told)]


def of_relations(listing, line, items, creating):
    if creating and line.item_id:
        yield "新增或承接的事项不能指向已有事项。"
    if not creating:
        item = items.get(line.item_id)
        if item is None:
            yield "请选择要调整的事项。"
        elif item.listing_id != listing.pk:
            yield "这个事项不在本清单上。"
    if line.kind == LineKind.TAKE_OVER and not line.partner_id:
        yield "请选择承接的是上级的哪个事项。"
    if line.kind == LineKind.MERGE and not (line.partner_id or line.partner_line_id):
        yield "请选择合并到哪个事项。"
    if line.kind in (LineKind.DELEGATE, LineKind.TAKE_OVER) and listing.kind != ListKind.POWER:
        yield f"只有{ListKind.POWER.label}的事项可以{LineKind(line.kind).label}。"
    if line.kind == LineKind.DELEGATE and not line.to_level:
        yield "请选择下放到哪一级。"
    if line.item_id and line.partner_id == line.item_id:
        yield "事项不能与自己相关。"


def of_parts(lines: list[AdjustmentLine]) -> list[Fault]:
    """拆分 says into what: additions of the same adjustment that name the item as their whole."""
    parts = Counter(line.partner_id for line in lines if line.kind == LineKind.ADD and line.partner_id)
    split = ((number, line) for number, line in enumerate(lines, 1) if line.kind == LineKind.SPLIT and line.item_id)
    return [
        Fault(number, f"拆分出的事项有 {parts[line.item_id]} 项，至少应有 {PARTS} 项；请逐个加入拆分出的事项。")
        for number, line in split
        if parts[line.item_id] < PARTS
    ]


def of_values(kind: str, number: int, values: dict, *, whole: bool = False) -> list[Fault]:
    """Rules between the fields of one list; with `whole` also what the category of an item asks for."""
    found = []
    coded = kind in (ListKind.POWER, ListKind.BASIC) and values.get("code") and values.get("category")
    if coded and (reason := codes.disagreement(values["code"], values["category"])):
        found.append(Fault(number, reason, "code", values["code"]))
    if kind == ListKind.NEGATIVE and values.get("industry_code"):
        try:
            industries.of(values["industry_code"])
        except ListingsError as error:
            found.append(Fault(number, str(error), "industry_code", values["industry_code"]))
    if kind == ListKind.FUND and values.get("starts") and values.get("ends") and values["ends"] < values["starts"]:
        found.append(Fault(number, "存续期限止早于起。", "ends", values["ends"]))
    return found + of_needed(kind, number, values) if whole else found


def of_needed(kind: str, number: int, values: dict) -> list[Fault]:
    return [
        Fault(number, f"类别为“{category}”的事项缺少“{label(kind, name)}”。", name)
        for name, category in needed(kind, values).items()
        if not values.get(name)
    ]
