"""What stands in the way of an adjustment: all of it at once, in the editor's words (section 5.6)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from listings import consistency
from listings.errors import Fault, Impossible
from listings.history.chain import steps_of
from listings.history.project import records_by_item
from listings.history.steps import Period, Step, replay
from listings.kinds import ListKind
from listings.levels import agreement
from listings.line_checks import of_lines, of_needed, of_parts, of_values
from listings.models import Adjustment, AdjustmentLine
from listings.states import CREATING, CURRENT, LineKind
from listings.values import MODELS, clean

ROWS = 500
ALWAYS_AFTER = 10_000_000
FAR_DAYS = 366


def faults_of(adjustment: Adjustment, lines: list[AdjustmentLine] | None = None) -> list[Fault]:
    """Empty when it may be handed in and approved."""
    lines = list(adjustment.lines.iterator(chunk_size=ROWS)) if lines is None else lines
    found = [*of_the_whole(adjustment), *of_lines(adjustment.listing, lines), *of_parts(lines)]
    if not found and adjustment.effective_day:
        found += Simulation(adjustment, lines).faults()
    return found


def of_the_whole(adjustment: Adjustment) -> list[Fault]:
    """缺任一不可提交: type, basis with its number and where it can be read, both bodies, approval, day, note."""
    wanted = [
        (adjustment.basis, "basis", "请填写依据文件的名称和发文字号。"),
        (
            adjustment.basis_document_id or adjustment.basis_url or adjustment.basis_file_id,
            "basis_url",
            "请选择本平台的依据文件，或给出它的网址，或上传附件。",
        ),
        (adjustment.proposing_body_id, "proposing_body", "请选择提出机关。"),
        (adjustment.approving_body_id, "approving_body", "请选择审核机关。"),
        (adjustment.approval_number, "approval_number", "请填写批准文号。"),
        (adjustment.effective_day, "effective_day", "请填写生效日期。"),
        (adjustment.note.strip(), "note", "请填写说明。"),
    ]
    return [Fault(0, reason, field) for value, field, reason in wanted if not value]


class Simulation:
    """What the items would become: whether their steps follow one another, and their codes stay their own.

    `plain` where the values of the lines are in plain form already.
    """

    def __init__(self, adjustment: Adjustment, lines: list[AdjustmentLine], *, plain: bool = False):
        self.adjustment, self.lines, self.plain = adjustment, lines, plain
        self.kind = adjustment.listing.kind
        self.found: list[Fault] = []
        self.periods: dict[int, tuple[int, list[Period]]] = {}  # by item, created ones by minus the line's number

    def faults(self) -> list[Fault]:
        ids = [line.item_id for line in self.lines if line.item_id]
        steps = {}
        for start in range(0, len(ids), ROWS):
            steps |= {item: steps_of(records) for item, records in records_by_item(ids[start : start + ROWS]).items()}
        new, first = defaultdict(list), {}
        for number, line in enumerate(self.lines, 1):
            item = line.item_id or -number
            first.setdefault(item, number)
            new[item].append(self.step(number, line))
        for item, more in new.items():
            self.simulate(item, first[item], [*steps.get(item, []), *more])
        self.found += self.between()
        if agreement.strict():
            self.found += self.disagreements()
        return sorted(self.found, key=lambda fault: fault.line)

    def disagreements(self) -> list[Fault]:
        """With the basic catalogue: faults, or only worth a warning (`PORTAL_BASIC_STRICT`)."""
        return agreement.faults_of(self.adjustment.listing, self.periods, self.adjustment.effective_day)

    def step(self, number, line) -> Step:
        values = line.values if self.plain else clean(self.kind, line.values, whole=line.kind in CREATING)[0]
        return Step(
            self.adjustment.effective_day,
            ALWAYS_AFTER + number,
            LineKind(line.kind),
            values,
            line.partner_id,
            line.entrusted,
        )

    def simulate(self, item: int, number: int, steps: list[Step]) -> None:
        try:
            periods = replay(steps)
        except Impossible as error:
            self.found.append(Fault(number, str(error)))
            return
        self.periods[item] = number, periods
        if touched := {name for step in steps if step.number > ALWAYS_AFTER for name in step.values}:
            self.found += self.of_periods(number, periods, touched)

    def of_periods(self, number: int, periods: list[Period], touched: set[str]) -> list[Fault]:
        """What follows from the new values together with those that stay, and with what is approved for later days.

        What a category needs is asked of who touches either: an item may have been approved before that was asked.
        """
        found, category = {}, MODELS[self.kind].CATEGORY
        for period in periods:
            if period.valid_until <= self.adjustment.effective_day or period.state not in CURRENT:
                continue
            lacking = of_needed(self.kind, number, period.values)
            asked = [fault for fault in lacking if touched & {fault.field, category}]
            for fault in [*of_values(self.kind, number, period.values), *asked]:
                later = period.valid_from > self.adjustment.effective_day
                reason = f"自 {period.valid_from} 起（已批准的调整）：{fault.reason}" if later else fault.reason
                found.setdefault((fault.field, fault.reason), replace(fault, reason=reason))
        return list(found.values())

    def between(self) -> Iterator[Fault]:
        """What must hold between these items and all others."""
        makers = {line.pk: line.item_id or -number for number, line in enumerate(self.lines, 1) if line.pk}
        merging = [(number, line) for number, line in enumerate(self.lines, 1) if line.kind == LineKind.MERGE]
        targets = {number: line.partner_id or makers.get(line.partner_line_id) for number, line in merging}
        named = {number: line.partner_id for number, line in enumerate(self.lines, 1) if line.partner_id}
        yield from consistency.of_own_merges(self.adjustment, targets, self.periods)
        yield from consistency.of_named({n: item for n, item in named.items() if n not in targets}, self.periods)
        yield from consistency.of_other_merges(self.adjustment, self.periods)
        yield from consistency.of_codes(self.kind, self.periods)


def warnings_of(adjustment: Adjustment, today) -> list[str]:
    """What may be meant so, but should be seen before approval."""
    found, day = [], adjustment.effective_day
    if day and day < today:
        found.append("生效日期已过：这些事项的历史将追溯到该日。")
    if day and (day - today).days > FAR_DAYS:
        found.append("生效日期在一年以后，请核对年份。")
    if day and adjustment.listing.kind == ListKind.POWER and not agreement.strict():
        simulation = Simulation(adjustment, list(adjustment.lines.all()))
        if not simulation.faults():
            found += [str(fault) for fault in simulation.disagreements()]
    return found
