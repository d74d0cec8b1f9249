"""One row of a table → the values of a decision, or what is wrong with it, all of it."""

import datetime
from dataclasses import dataclass, field

from disclosure import identity
from disclosure.decisions import terms, values
from disclosure.decisions.assigning import number_key
from disclosure.decisions.bodies import Bodies
from disclosure.decisions.checks import faults_of
from disclosure.decisions.errors import DecisionError, Fault
from disclosure.decisions.kinds import DecisionKind, PartyKind, packed, unpacked
from disclosure.decisions.workbooks.cells import unquoted
from disclosure.decisions.workbooks.headers import is_in_yuan, is_old

# 信息使用范围 of 2015.
OPEN_SCOPES = {"", "0", "公示", "0公示", "公开"}
YUAN_A_WAN = 10_000


@dataclass
class Row:
    """`body` is the organisation that its body means; `key` tells two rows of one decision."""

    number: int
    values: dict = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    body: object = None

    @property
    def key(self) -> tuple[int, str] | None:
        written = self.values.get("number")
        return (self.body.pk, number_key(written)) if self.body and written else None


class RowReader:
    """`columns` {place: field}; `headers` the words above them."""

    def __init__(self, kind: str, portal, columns: dict[int, str], headers: list, *, is_csv: bool, today):
        self.kind, self.columns, self.is_csv, self.today = DecisionKind(kind), columns, is_csv, today
        self.headers = {name: str(headers[place] or "").strip() for place, name in columns.items()}
        self.in_yuan = {name for place, name in columns.items() if is_in_yuan(headers[place])}
        self.lenient = is_old(columns)
        self.bodies = Bodies(portal)

    def read(self, number: int, cells: list) -> Row:
        row = Row(number)
        written = {}
        for place, name in self.columns.items():
            cell = cells[place] if place < len(cells) else None
            if isinstance(cell, str) and self.is_csv:
                cell = unquoted(cell)
            written[name] = values.text_of(cell)
            self.take(row, name, cell)
        self.complete(row, written)
        row.body, reason = self.bodies.find(row.values.get("body_name", ""), row.values.get("body_code", ""))
        if reason:
            row.faults.append(Fault("body_name", reason))
        told = {fault.field for fault in row.faults}
        checked = faults_of(self.kind, row.values, self.today, lenient=self.lenient)
        row.faults += [fault for fault in checked if fault.field not in told]
        return row

    def take(self, row: Row, name: str, cell) -> None:
        try:
            if name in self.in_yuan:
                text = values.text_of(cell)
                row.values[name] = values.amount(text, YUAN_A_WAN) if text.casefold() not in values.NOTHING else None
            else:
                row.values[name] = values.read(self.kind, name, cell)
        except DecisionError as error:
            row.faults.append(Fault(name, f"{self.headers[name]}：{error}"))

    def complete(self, row: Row, written: dict) -> None:
        """What other columns tell: the second kind of penalty, the years of 2015, the kind of party."""
        found = row.values
        if note := values.category_note(written.get("category", "")):
            found["category_note"] = note
        if second := found.pop("category_2", ""):
            found["category"] = packed([*unpacked(found.get("category") or ""), *unpacked(second)])
        self.refuse_closed(row, found.pop("use_scope", ""))
        years = str(found.pop("years", "") or "")
        digits = "".join(char for char in years if char.isdecimal())
        if digits and found.get("decided_on") and not found.get("published_until"):
            months = min(int(digits[:3]), 99) * (1 if "月" in years else 12)
            found["published_until"] = terms.months_after(found["decided_on"], months)
        if "party_kind" not in self.columns.values():
            found["party_kind"] = party_kind(found)
        if self.kind == DecisionKind.LICENCE and not found.get("status"):
            found["status"] = "1"
        if self.lenient and self.kind == DecisionKind.LICENCE and written.get("status") in ("1", "2", "3"):
            self.refuse_status(row, written["status"])

    def refuse_closed(self, row: Row, scope: str) -> None:
        if scope.strip() not in OPEN_SCOPES:
            row.faults.append(Fault("use_scope", f"信息使用范围是“{scope[:20]}”，不是公示信息，不能导入。"))

    def refuse_status(self, row: Row, status: str) -> None:
        """In 2015 these meant 撤销, 异议, 其他: a decision that must not be shown as it is."""
        told = {"1": "撤销", "2": "异议", "3": "其他"}[status]
        row.faults.append(Fault("status", f"当前状态是 {status}（2015 年格式中为“{told}”），不能直接公示，请核实。"))


def party_kind(found: dict) -> str:
    """Where no column says it: a person is who has an identity card and no code of a body."""
    own = any(found.get(name) for name in ("credit_code", "registration_number", "organisation_code", "tax_number"))
    number = found.get("party_number") or ""
    if not own and (identity.FORM.fullmatch(number) or found.get("party_document")):
        return PartyKind.PERSON
    if own or found.get("representative") or len(found.get("party") or "") > LONGEST_NAME:
        return PartyKind.LEGAL
    # Nothing tells; a short name may be a person's, and a name that is masked harms nobody.
    return PartyKind.PERSON


LONGEST_NAME = 4


def is_over(until: datetime.date | None, kind: str, decided: datetime.date, today: datetime.date) -> bool:
    """Whether its publication is over before it begins."""
    return (until or terms.usual(kind, decided)) < today
