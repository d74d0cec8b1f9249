"""What stands in the way of an adjustment: all of it at once, in the editor's words (section 5.6)."""

from collections import defaultdict

from cms_core.models import Organisation
from listings import codes, industries
from listings.errors import Fault, Impossible, ListingsError
from listings.history.chain import steps_of
from listings.history.project import records_by_item
from listings.history.steps import Period, Step, on, replay
from listings.kinds import ListKind
from listings.levels import agreement
from listings.models import Adjustment, AdjustmentLine, Item, Listed, Listing
from listings.states import CREATING, CURRENT, LineKind
from listings.values import clean

ROWS = 500
# What only its own kind of adjustment may change, so that the public reads what it was.
ONLY_BY = {"organisation": LineKind.TRANSFER, "category": LineKind.RECLASSIFY, "block": LineKind.RECLASSIFY,
           "measure": LineKind.RECLASSIFY, "allocation_way": LineKind.RECLASSIFY}  # fmt: skip
CHANGING = (LineKind.AMEND, LineKind.TRANSFER, LineKind.RECLASSIFY)
ALWAYS_AFTER = 10_000_000
FAR_DAYS = 366


def faults_of(adjustment: Adjustment, lines: list[AdjustmentLine] | None = None) -> list[Fault]:
    """Empty when it may be handed in and approved."""
    lines = list(adjustment.lines.all()) if lines is None else lines
    found = [*of_the_whole(adjustment), *of_lines(adjustment.listing, lines)]
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


def of_lines(listing: Listing, lines: list[AdjustmentLine]) -> list[Fault]:
    if not lines:
        return [Fault(0, "还没有调整事项，请至少加入一项。")]
    items = Item.objects.in_bulk({line.item_id for line in lines if line.item_id})
    keys = {line.values["organisation"] for line in lines if line.values.get("organisation")}
    bodies = set(Organisation.objects.filter(key__in=keys).values_list("key", flat=True))
    found = []
    for number, line in enumerate(lines, 1):
        found += of_line(listing, number, line, items, bodies)
    return found


def of_line(listing: Listing, number: int, line: AdjustmentLine, items, bodies) -> list[Fault]:
    creating = line.kind in CREATING
    found = [Fault(number, reason) for reason in of_relations(listing, line, items, creating)]
    values, faults = clean(listing.kind, line.values, whole=creating)
    found += [Fault(number, reason, field, value) for field, value, reason in faults]
    if (key := values.get("organisation")) and key not in bodies:
        found.append(Fault(number, f"没有标识为“{key}”的机构。", "organisation", key))
    if line.kind in CHANGING and not line.values:
        found.append(Fault(number, "没有要变更的内容。"))
    if not creating:
        for name, kind in ONLY_BY.items():
            if name in line.values and line.kind != kind:
                found.append(Fault(number, f"这一项只能用“{kind.label}”来变更。", name))
    if line.kind == LineKind.TRANSFER and not line.values.get("organisation"):
        found.append(Fault(number, "请选择划转到哪个机关。", "organisation"))
    return [*found, *of_values(listing.kind, number, values)]


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


def of_values(kind: str, number: int, values: dict) -> list[Fault]:
    """Rules between the fields of one list."""
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
    return found


class Simulation:
    """What the items would become: whether their steps follow one another, and their codes stay their own."""

    def __init__(self, adjustment: Adjustment, lines: list[AdjustmentLine]):
        self.adjustment, self.lines = adjustment, lines
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
        self.check_states()
        self.check_codes()
        if agreement.strict():
            self.found += self.disagreements()
        return sorted(self.found, key=lambda fault: fault.line)

    def disagreements(self) -> list[Fault]:
        """With the basic catalogue: faults, or only worth a warning (`PORTAL_BASIC_STRICT`)."""
        return agreement.faults_of(self.adjustment.listing, self.periods, self.adjustment.effective_day)

    def step(self, number, line) -> Step:
        values, _ = clean(self.kind, line.values, whole=line.kind in CREATING)
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
        if (period := on(periods, self.adjustment.effective_day)) is not None:
            # What follows from the new values together with those that stay.
            self.found += of_values(self.kind, number, period.values)

    def check_states(self) -> None:
        """The item that another merges into must be on the list that day."""
        day = self.adjustment.effective_day
        targets = {line.partner_id for line in self.lines if line.kind == LineKind.MERGE and line.partner_id}
        others = sorted(targets - set(self.periods))
        states = {}
        for start in range(0, len(others), ROWS):
            rows = Listed.objects.on(day).filter(item__in=others[start : start + ROWS], listing=self.adjustment.listing)
            states |= dict(rows.values_list("item", "state"))
        for number, line in enumerate(self.lines, 1):
            if line.kind == LineKind.MERGE and line.partner_id:
                known = self.periods.get(line.partner_id)
                period = known and on(known[1], day)
                state = (period and period.state) if known else states.get(line.partner_id)
                if state not in CURRENT:
                    self.found.append(Fault(number, "要并入的事项在生效日不在清单上。"))

    def check_codes(self) -> None:
        """编码唯一 within a body (section 5.2), at every moment."""
        mine = [
            (item, number, period)
            for item, (number, periods) in self.periods.items()
            for period in periods
            if period.state in CURRENT and period.values.get("code")
        ]
        held = defaultdict(list)
        for item, number, period in mine:
            held[period.values["organisation"], period.values["code"]].append((item, number, period, None))
        wanted = sorted({period.values["code"] for _, _, period in mine})
        # Of these bodies only: every list of the province has the same codes.
        keys = Organisation.objects.filter(key__in={period.values["organisation"] for _, _, period in mine})
        bodies = dict(keys.values_list("pk", "key"))
        for start in range(0, len(wanted), ROWS):
            some = wanted[start : start + ROWS]
            for row in Listed.objects.current().filter(kind=self.kind, organisation__in=bodies, code__in=some):
                if row.item_id not in self.periods:
                    held[bodies[row.organisation_id], row.code].append((row.item_id, 0, row, row.name))
        for (_, code), those in held.items():
            for place, (item, number, period, _) in enumerate(those):
                other = next((one for one in those[:place] if one[0] != item and overlap(one[2], period)), None)
                other = other or next(
                    (one for one in those[place + 1 :] if one[1] == 0 and number and overlap(one[2], period)), None
                )
                if number and other:
                    whose = f"“{other[3]}”" if other[3] else f"第 {other[1]} 项"
                    self.found.append(Fault(number, f"编码“{code}”已由同一机关的{whose}使用。", "code", code))


def overlap(one, other) -> bool:
    return one.valid_from < other.valid_until and other.valid_from < one.valid_until


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
