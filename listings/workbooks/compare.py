"""The rows of a file against the list of a day: what is new, what changes field by field, what is refused and why."""

import datetime
from collections.abc import Iterable, Iterator

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from listings.checks import Simulation
from listings.models import Adjustment, AdjustmentLine, Listing, Outcome, UploadRow
from listings.values import MODELS, plain_values, required_of
from listings.workbooks.lines import lines_of
from listings.workbooks.matching import Matching, items_on
from listings.workbooks.reading import Row

ROWS = 500


class Comparison:
    """`columns` {field: header as the file writes it}; `progress(stage, done)` is told from time to time."""

    def __init__(self, listing: Listing, day: datetime.date, rows: list[Row], *, columns, whole=False, progress=None):
        self.listing, self.day, self.rows, self.whole = listing, day, rows, whole
        self.columns = columns
        self.progress = progress or (lambda stage, done: None)

    def execute(self) -> list[UploadRow]:
        """Unsaved, in the order of the file; the items that it has not come last."""
        self.progress("与清单比较", 0)
        gone = Matching(self.rows, items_on(self.listing, self.day), whole=self.whole).execute()
        found = []
        for start in range(0, len(self.rows), ROWS):
            found += self.compare(self.rows[start : start + ROWS])
            self.progress("与清单比较", min(start + ROWS, len(self.rows)))
        self.progress("核对规则", len(self.rows))
        self.check_rules(found)
        found += [
            UploadRow(outcome=Outcome.GONE, item_id=one.item, body=one.body, code=one.code, name=one.name)
            for one in gone
        ]
        return found

    def compare(self, rows: list[Row]) -> Iterator[UploadRow]:
        items = [row.item for row in rows if row.item]
        model = MODELS[self.listing.kind]
        versions = model.objects.on(self.day).filter(item__in=items).select_related("organisation")
        before = {version.item_id: plain_values(version) for version in versions}
        for row in rows:
            yield self.compare_row(row, before.get(row.item))

    def compare_row(self, row: Row, before: dict | None) -> UploadRow:
        old = before or {}
        result = UploadRow(
            number=row.number,
            item_id=row.item,
            body=row.body or old.get("organisation", ""),
            code=row.code or old.get("code", ""),
            name=row.name or old.get("name", ""),
        )
        if before is None:
            result.values = {name: value for name, value in row.values.items() if value is not None}
            self.require(row)
        else:
            result.changes = changes_of(before, row.values)
        result.outcome = Outcome.NEW if before is None else Outcome.CHANGED if result.changes else Outcome.SAME
        if row.faults:
            self.give_back(result, row.faults)
        return result

    def require(self, row: Row) -> None:
        told = {fault["field"] for fault in row.faults}
        for name, label in required_of(self.listing.kind).items():
            if row.values.get(name) is None and name not in told:
                row.faults.append({"column": label, "field": name, "value": "", "reason": f"缺少“{label}”。"})

    def check_rules(self, found: list[UploadRow]) -> None:
        """As approval will: again while something was refused, since others may have leaned on it."""
        adjustment = Adjustment(listing=self.listing, effective_day=self.day)
        while True:
            rows, lines = [], []
            for row in found:
                for line in lines_of(row):
                    rows.append(row)
                    lines.append(AdjustmentLine(**line))
            faults = Simulation(adjustment, lines, plain=True).faults()
            if not faults:
                return
            reasons = {}
            for fault in faults:
                reasons.setdefault(fault.line, []).append(fault)
            for number, those in reasons.items():
                row = rows[number - 1]
                told = [
                    {"column": "", "field": one.field, "value": one.value, "reason": by_rows(one.reason, rows)}
                    for one in those
                ]
                self.give_back(row, told)

    def give_back(self, row: UploadRow, faults: list[dict]) -> None:
        row.outcome, row.values, row.changes = Outcome.REFUSED, {}, {}
        row.faults = [{**fault, "column": fault["column"] or self.columns.get(fault["field"], "")} for fault in faults]


def by_rows(reason: str, rows: list[UploadRow]) -> str:
    """A fault names another line of the adjustment (第 3 项); here people see rows."""
    before, sign, after = reason.partition("同一机关的第 ")
    number, _, rest = after.partition(" 项")
    return f"{before}{sign}{rows[int(number) - 1].number} 行{rest}" if sign and number.isdecimal() else reason


def changes_of(before: dict, values: dict) -> dict[str, list]:
    return {
        name: [before.get(name), value]
        for name, value in values.items()
        if before.get(name) != value and not same_text(before.get(name), value)
    }


def same_text(one, other) -> bool:
    """A workbook holds no control characters: without them it is what the list has."""
    return isinstance(one, str) and isinstance(other, str) and ILLEGAL_CHARACTERS_RE.sub("", one) == other


def tally(rows: Iterable[UploadRow]) -> dict[str, int]:
    counts = {outcome.value: 0 for outcome in Outcome}
    for row in rows:
        counts[row.outcome] += 1
    return counts
