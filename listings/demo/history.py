"""What became of the lists of one government of the demo, oldest first: adjustments and their lines."""

import datetime
from dataclasses import dataclass, field

from listings.demo.content import ended, tables
from listings.demo.items import items_of
from listings.demo.place import Place
from listings.kinds import ListKind
from listings.states import AdjustmentState, LineKind

APPROVED = AdjustmentState.APPROVED
LAWS = "https://flk.npc.gov.cn/"


@dataclass
class Planned:
    """`lines` as the file has them, additions with their values."""

    title: str
    basis: str
    note: str
    day: datetime.date
    state: str = APPROVED
    lines: list[dict] = field(default_factory=list)


def first_publication(kind: str, place: Place, today: datetime.date, most: int | None = None) -> Planned:
    """All that was there on the first day; with `most`, so many of what is still there today."""
    day = tables("adjustments")["first"][str(int(place.level))]
    items = items_of(kind, place, today)
    if most:
        codes = [code for code in items if code.removeprefix("责-") not in ended()]
        # Every so many of them, so that each department and category has its share.
        chosen = codes[:: max(len(codes) // most, 1)][:most]
    else:
        chosen = [code for code, values in items.items() if not values["added"]]
    label = ListKind(kind).label
    name = place.government.name
    return Planned(
        f"{name}公布{label}",
        f"《{name}关于公布{label}的通知》（演示）",
        f"首次公布{label}。以上为演示数据。",
        day,
        lines=[{"kind": LineKind.ADD, "code": code, "values": values_of(items[code])} for code in chosen],
    )


def later(kind: str, place: Place, today: datetime.date) -> list[Planned]:
    items = items_of(kind, place, today)
    found = []
    for one in tables("adjustments")["adjustment"]:
        if one["list"] == kind and place.has(one["levels"]) and place.portal.key not in one.get("except", ()):
            lines = [line_of(line, items) for line in one["lines"] if line["code"] in items or applies(line)]
            state = AdjustmentState(one.get("state", APPROVED))
            note = one["note"] and f"{one['note']}（演示数据）"
            found.append(Planned(one["title"], one["basis"], note, day_of(one, today), state, lines))
    return found


def applies(line: dict) -> bool:
    """What is taken over has not been this level's before."""
    return line["kind"] == LineKind.TAKE_OVER


def line_of(line: dict, items: dict) -> dict:
    if line["kind"] == LineKind.ADD:
        return {**line, "values": values_of(items[line["code"]])}
    return line


def day_of(one: dict, today: datetime.date) -> datetime.date:
    if "in_days" in one:
        return today + datetime.timedelta(one["in_days"])
    return today - datetime.timedelta(one["ago"]) if "ago" in one else one["day"]


def values_of(item: dict) -> dict:
    return {name: value for name, value in item.items() if name != "added"}
