"""The rows that were refused, back as the same workbook: its sheet, what stood above the header, columns, reasons."""

import csv
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

from cms_core.tables.reading import encoding_of, is_workbook
from listings.models import Outcome, Upload
from listings.values import text
from listings.workbooks import look
from listings.workbooks.headers import REASON
from listings.workbooks.writing import SheetWriter


def rejects_name(upload: Upload) -> str:
    """As the file that is answered is called: what came as xls goes back as xlsx."""
    stem, _, ending = upload.name.rpartition(".")
    ending = ending.lower() if ending.lower() in ("xlsx", "csv") else "xlsx"
    return f"{stem or upload.name}-退回.{ending}"


def write_rejects(path: Path, upload: Upload, source: Path | None = None) -> int:
    """How many rows went back. The file is read again, so that each cell is what it was."""
    source = source or Path(upload.file.path)
    reasons = {
        row.number: "；".join(sentence(fault) for fault in row.faults)
        for row in upload.rows.filter(outcome=Outcome.REFUSED).iterator()
    }
    place = upload.headers.index(REASON) if REASON in upload.headers else len(upload.headers)
    lines = ([*pad(cells, place), reason, *cells[place + 1 :]] for cells, reason in taken(upload, source, reasons))
    if is_workbook(source):
        book = Workbook(write_only=True)
        writer = SheetWriter(book, upload.sheet)
        for line in lines:
            writer.append(line)
        book.save(path)
    else:
        encoding = encoding_of(source)
        with path.open("w", encoding="utf-8-sig" if encoding == "utf-16" else encoding, newline="") as file:
            csv.writer(file).writerows([text(cell) if cell is not None else "" for cell in line] for line in lines)
    return len(reasons)


def taken(upload: Upload, source: Path, reasons: dict[int, str]) -> Iterator[tuple[list, str]]:
    for number, cells in look.rows(source, upload.name, upload.sheet):
        if number < upload.header_row:
            yield cells, ""
        elif number == upload.header_row:
            yield cells, REASON
        elif number in reasons:
            yield cells, reasons[number]


def pad(cells: list, place: int) -> list:
    return [*cells[:place], *[None] * (place - len(cells))]


def sentence(fault: dict) -> str:
    """Column and value are named once, by the reason itself or before it."""
    named = f"“{fault['column']}”" in fault["reason"]
    told = fault["value"] and f"“{fault['value']}”" not in fault["reason"]
    if not fault["column"] or (named and not told):
        return fault["reason"]
    return f"{fault['column']}{'“' + fault['value'] + '”' if told else ''}：{fault['reason']}"
