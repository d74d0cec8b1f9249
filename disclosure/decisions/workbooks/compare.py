"""The rows of a table against what is there: new, changed field by field, the same, refused and why."""

import datetime
from collections.abc import Iterable

from django.db.models import Q

from disclosure.decisions import terms
from disclosure.decisions.assigning import changes_between, values_of
from disclosure.decisions.errors import Fault
from disclosure.decisions.kinds import WithdrawalReason
from disclosure.decisions.tables import model_of
from disclosure.decisions.values import plain
from disclosure.decisions.workbooks.cells import kept
from disclosure.decisions.workbooks.reading import Row, RowReader, is_over
from disclosure.models.decisions import DecisionUploadRow, RowOutcome

BATCH = 500


class Comparison:
    """`may_publish`: whether whoever uploads may change what is public."""

    def __init__(self, kind: str, portal, reader: RowReader, *, today: datetime.date, may_publish: bool = True):
        self.kind, self.portal, self.reader, self.today = kind, portal, reader, today
        self.may_publish = may_publish
        self.seen: dict[tuple[int, str], int] = {}
        self.counts = {outcome.value: 0 for outcome in RowOutcome} | {"late": 0, "over": 0}

    def batches(self, rows: Iterable[tuple[int, list]]):
        """Lists of unsaved DecisionUploadRow; a batch of rows is in memory at a time."""
        batch = []
        for number, cells in rows:
            batch.append((self.reader.read(number, cells), cells))
            if len(batch) == BATCH:
                yield self.compare(batch)
                batch = []
        if batch:
            yield self.compare(batch)

    def compare(self, batch: list[tuple[Row, list]]) -> list[DecisionUploadRow]:
        known = self.known([row.key for row, _ in batch if row.key])
        return [self.compare_row(row, cells, known.get(row.key)) for row, cells in batch]

    def known(self, keys) -> dict:
        bodies, numbers = {body for body, _ in keys}, {number for _, number in keys}
        rows = model_of(self.kind).objects.filter(Q(organisation__in=bodies) & Q(number_key__in=numbers))
        return {(row.organisation_id, row.number_key): row for row in rows.select_related("portal")}

    def compare_row(self, row: Row, cells: list, decision) -> DecisionUploadRow:
        if row.key:
            first = self.seen.setdefault(row.key, row.number)
            if first != row.number:
                row.faults.append(Fault("number", f"与第 {first} 行是同一机关的同一文书号，请只留一行。"))
        if decision is not None:
            row.faults += self.refusals(decision)
        told = {name: plain(value) for name, value in row.values.items()}
        content = {"cells": kept(cells), "party": row.values.get("party", ""), "number": row.values.get("number", "")}
        result = DecisionUploadRow(number=row.number)
        if row.faults:
            result.outcome = RowOutcome.REFUSED
            content["faults"] = [self.told(fault) for fault in row.faults]
        elif decision is None:
            result.outcome = RowOutcome.NEW
            content |= {"values": told, "body": row.body.pk}
            self.mark(result, row)
        else:
            changes = changes_between(values_of(decision), self.writes(row, decision))
            result.outcome = RowOutcome.CHANGED if changes else RowOutcome.SAME
            result.target, result.revision = decision.pk, decision.revision
            content |= {"changes": {name: [plain(old), plain(new)] for name, (old, new) in changes.items()}}
            content["body"] = row.body.pk
        self.counts[result.outcome] += 1
        result.sealed = content
        return result

    def writes(self, row: Row, decision) -> dict:
        """A column that the file has not, and a term that it leaves open, stay as they are."""
        values = dict(row.values)
        if not values.get("published_until"):
            values.pop("published_until", None)
        if self.reader.lenient:
            # The kind was guessed, the status never said; what was entered with more care stays.
            values.pop("party_kind", None)
            values.pop("status", None)
        return values

    def refusals(self, decision) -> list[Fault]:
        if decision.portal_id != self.portal.pk:
            return [Fault("number", f"这个决定已由“{decision.portal.name}”公示，请在那里更改。")]
        if decision.withdrawn_at:
            reason = WithdrawalReason(decision.withdrawn_reason).label
            return [Fault("number", f"这个决定已经撤下（{reason}），不能再次导入。")]
        if decision.published_on and not self.may_publish:
            return [Fault("number", "这个决定已经公示，只有本门户有发布权的人才能更改。")]
        return []

    def mark(self, result: DecisionUploadRow, row: Row) -> None:
        decided = row.values["decided_on"]
        result.late = terms.due_on(decided) < self.today
        self.counts["late"] += result.late
        self.counts["over"] += is_over(row.values.get("published_until"), self.kind, decided, self.today)

    def told(self, fault: Fault) -> dict:
        return {"column": self.reader.headers.get(fault.field, ""), "reason": fault.reason}
