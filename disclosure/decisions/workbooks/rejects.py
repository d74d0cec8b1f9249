"""The rows that were refused, back as the same table: what stood above, its columns, each cell, and the reason."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from openpyxl import Workbook

from disclosure.decisions.values import text_of
from disclosure.decisions.workbooks.cells import quoted, restored
from disclosure.decisions.workbooks.headers import REASON
from disclosure.decisions.workbooks.writing import SheetWriter
from disclosure.models.decisions import DecisionUpload, RowOutcome
from disclosure.sealing.workbooks import save


def rejects_name(upload: DecisionUpload) -> str:
    """What came as xls goes back as xlsx."""
    return f"{upload.name.rpartition('.')[0] or upload.name}-退回.{'csv' if upload.is_csv else 'xlsx'}"


def write_rejects(target: BinaryIO, upload: DecisionUpload) -> None:
    """In memory: what was refused holds numbers of persons as they were sent."""
    if upload.is_csv:
        text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
        csv.writer(text).writerows([quoted(text_of(cell)) for cell in line] for line in list_of(upload))
        text.detach()
        return
    book = Workbook(write_only=True)
    writer = SheetWriter(book, upload.sheet or "Sheet1")
    for line in list_of(upload):
        writer.append(line)
    save(book, target)


def list_of(upload: DecisionUpload) -> Iterator[list]:
    header = [text_of(restored(cell)) for cell in upload.head[-1][1]]
    place = header.index(REASON) if REASON in header else len(header)
    for number, cells in upload.head:
        line = [restored(cell) for cell in cells]
        yield with_reason(line, place, REASON) if number == upload.header_row else line
    rows = upload.rows.filter(outcome=RowOutcome.REFUSED).order_by("number")
    for row in rows.iterator(chunk_size=500):
        content = row.sealed.open()
        reasons = "；".join(fault["reason"] for fault in content["faults"])
        yield with_reason([restored(cell) for cell in content["cells"]], place, reasons)


def with_reason(line: list, place: int, reason: str) -> list:
    return [*line[:place], *[None] * (place - len(line)), reason, *line[place + 1 :]]
