"""What must hold between the items of a list on every day, asked of what some of them would become.

`periods` are these items' own: {item: (the line that says so, its periods)}, one that is still to be made by a
negative number. An approval asks it of what it adds, a revocation of what would be left.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cms_core.models import Organisation
from listings.errors import Fault
from listings.history.steps import Period, on
from listings.models import Adjustment, AdjustmentLine, Listed, Listing
from listings.states import CURRENT, ENDED, AdjustmentState, LineKind

ROWS = 500
Periods = dict[int, tuple[int, list[Period]]]


def by_rows(found: Iterable) -> Iterator[list]:
    """Not too many for one query."""
    ordered = sorted(found)
    for start in range(0, len(ordered), ROWS):
        yield ordered[start : start + ROWS]


def of_codes(kind: str, periods: Periods) -> Iterator[Fault]:
    """编码唯一 within a body (section 5.2), at every moment."""
    mine = [
        (item, number, period)
        for item, (number, those) in periods.items()
        for period in those
        if period.state in CURRENT and period.values.get("code")
    ]
    held = defaultdict(list)
    for item, number, period in mine:
        held[period.values["organisation"], period.values["code"]].append((item, number, period, ""))
    # Of these bodies only: every list of the province has the same codes.
    keys = Organisation.objects.filter(key__in={period.values["organisation"] for _, _, period in mine})
    bodies = dict(keys.values_list("pk", "key"))
    for some in by_rows({period.values["code"] for _, _, period in mine}):
        for row in Listed.objects.current().filter(kind=kind, organisation__in=bodies, code__in=some):
            if row.item_id not in periods:
                held[bodies[row.organisation_id], row.code].append((row.item_id, 0, row, row.name))
    for (_, code), those in held.items():
        for place, (item, number, period, _) in enumerate(those):
            other = next((one for one in those[:place] if one[0] != item and overlap(one[2], period)), None)
            other = other or next(
                (one for one in those[place + 1 :] if one[1] == 0 and number and overlap(one[2], period)), None
            )
            if number and other:
                whose = f"“{other[3]}”" if other[3] else f"第 {other[1]} 项"
                yield Fault(number, f"编码“{code}”已由同一机关的{whose}使用。", "code", code)


def overlap(one, other) -> bool:
    return one.valid_from < other.valid_until and other.valid_from < one.valid_until


def of_own_merges(adjustment: Adjustment, targets: dict[int, int | None], periods: Periods) -> Iterator[Fault]:
    """The item that another merges into must be on this list that day; `targets` by the line that merges."""
    day, states = adjustment.effective_day, {}
    for some in by_rows({target for target in targets.values() if target} - set(periods)):
        rows = Listed.objects.on(day).filter(item__in=some, listing=adjustment.listing)
        states |= dict(rows.values_list("item", "state"))
    for number, target in targets.items():
        period = on(periods[target][1], day) if target in periods else None
        state = period.state if period else states.get(target)
        if state not in CURRENT:
            yield Fault(number, "要并入的事项在生效日不在清单上。")


def of_other_merges(adjustment: Adjustment, periods: Periods) -> Iterator[Fault]:
    """What other adjustments merge into one of these items must find it on the list that day."""
    leaving = {item for item, (_, those) in periods.items() if not those or those[-1].state in ENDED}
    for line in naming(leaving, adjustment):
        if line.kind != LineKind.MERGE:
            continue
        number, those = periods[line.partner_id]
        day = line.adjustment.effective_day
        period = on(those, day)
        if period is None or period.state not in CURRENT:
            yield Fault(number, f"{told(line, adjustment.listing)}自 {day} 起把别的事项并入它，那一天它须在清单上。")


def of_naming_what_never_was(adjustment: Adjustment, periods: Periods) -> Iterator[Fault]:
    """Approved lines, of the lists below too, that take over, split or merge what would have no period left."""
    never = {item for item, (_, those) in periods.items() if not those}
    for line in naming(never, adjustment):
        # A merge into it is told of already.
        if line.kind != LineKind.MERGE:
            number, what = periods[line.partner_id][0], LineKind(line.kind).label
            yield Fault(number, f"{told(line, adjustment.listing)}以它为来源（{what}）。")


def of_named(named: dict[int, int], periods: Periods) -> Iterator[Fault]:
    """Partners that were never on any list, because what made them was revoked; {line: item}."""
    there = set(periods)
    for some in by_rows(set(named.values()) - there):
        there |= set(Listed.objects.filter(item__in=some).order_by().values_list("item", flat=True).distinct())
    for number, item in named.items():
        if item not in there:
            yield Fault(number, "相关的事项从未列入清单：列入它的调整已撤销。")


def naming(items: set[int], adjustment: Adjustment) -> Iterator[AdjustmentLine]:
    """Lines of the other approved adjustments that name one of these items as their partner."""
    lines = AdjustmentLine.objects.filter(adjustment__state=AdjustmentState.APPROVED)
    # The adjustment of a workbook that is only looked at has no key yet.
    lines = lines.exclude(adjustment=adjustment.pk) if adjustment.pk else lines
    lines = lines.select_related("adjustment__listing__portal").order_by("adjustment", "order", "pk")
    for some in by_rows(items):
        yield from lines.filter(partner__in=some)


def told(line: AdjustmentLine, listing: Listing) -> str:
    whose = "" if line.adjustment.listing_id == listing.pk else f"{line.adjustment.listing}的"
    return f"{whose}“{line.adjustment.title}”"
