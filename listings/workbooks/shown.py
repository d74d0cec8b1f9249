"""Compared rows as people read them: labels for fields, words for choices, names for bodies; also as a workbook."""

from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook

from listings.models import Outcome, Upload, UploadRow
from listings.values import shown
from listings.workbooks.bodies import Bodies
from listings.workbooks.fields import columns_of, label_of
from listings.workbooks.rejects import sentence
from listings.workbooks.writing import CellWriter, SheetWriter

LONGEST = 300


@dataclass
class ShownRow:
    """`details` (label, before, after); before is "" of what is new."""

    number: int
    label: str
    body: str
    code: str
    name: str
    details: list[tuple[str, str, str]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


class Shown:
    def __init__(self, kind: str, bodies: Bodies, longest: int = LONGEST):
        self.kind, self.longest = kind, longest
        self.cells = CellWriter(kind, bodies)

    def row(self, row: UploadRow, names: dict[str, str]) -> ShownRow:
        changes = row.changes or {name: (None, value) for name, value in row.values.items()}
        return ShownRow(
            row.number,
            row.get_outcome_display(),
            names.get(row.body, row.body),
            row.code,
            row.name,
            [(self.label(name), self.text(name, old), self.text(name, new)) for name, (old, new) in changes.items()],
            [sentence(fault) for fault in row.faults],
        )

    def label(self, name: str) -> str:
        return label_of(self.kind, name) if name in columns_of(self.kind) else name

    def text(self, name: str, plain) -> str:
        value = self.cells.value(name, plain) if name in columns_of(self.kind) else plain
        return shown(value, self.longest) if value is not None else ""


def write_difference(path: Path, upload: Upload) -> None:
    """All that would change, a line for each field."""
    bodies = Bodies(upload.listing)
    told = Shown(upload.listing.kind, bodies, longest=32_000)
    names = {key: name for key, name, _, _ in bodies.names()}
    book = Workbook(write_only=True)
    writer = SheetWriter(book, "差别")
    for letter, width in zip("ABCDEFGHI", (8, 16, 26, 24, 40, 18, 40, 40, 60), strict=True):
        writer.sheet.column_dimensions[letter].width = width
    writer.sheet.freeze_panes = "A2"
    writer.header(["行号", "结果", "主体", "编码", "名称", "字段", "原来", "现在", "退回原因"])
    for row in upload.rows.exclude(outcome=Outcome.SAME).iterator(chunk_size=500):
        one = told.row(row, names)
        first = [one.number or None, one.label, one.body, one.code, one.name]
        if row.outcome == Outcome.CHANGED:
            for detail in one.details:
                writer.append([*first, *detail])
        else:
            writer.append([*first, None, None, None, "；".join(one.reasons)])
    book.save(path)
