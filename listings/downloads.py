"""A report as a file: row by row, so that a long one needs no more memory than a short one; nothing is a formula."""

import csv
import datetime
import tempfile
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from django.http import FileResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook

from listings.workbooks.cells import quoted
from listings.workbooks.writing import SheetWriter

FORMATS = ("csv", "xlsx")
# What a worksheet holds, its header and its last line told off.
MOST = 1_048_570
BOM = "\ufeff"
ROWS = 200


def as_file(kind: str, name: str, header: Sequence[str], rows: Iterable[Sequence]):
    """`name` without its ending; cells are text, figures, days or None."""
    return as_workbook(name, header, rows) if kind == "xlsx" else as_csv(name, header, rows)


def as_csv(name, header, rows) -> StreamingHttpResponse:
    """UTF-8 with the mark by which Excel knows it."""
    response = StreamingHttpResponse(lines(header, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.csv")
    return response


def lines(header, rows):
    writer, rows = csv.writer(Echo()), iter(rows)
    yield BOM + writer.writerow(header)
    while some := list(islice(rows, ROWS)):
        yield "".join(writer.writerow([plain(value) for value in row]) for row in some)


class Echo:
    @staticmethod
    def write(text: str) -> str:
        return text


def plain(value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return quoted(str(value))


def as_workbook(name, header, rows) -> FileResponse:
    book = Workbook(write_only=True)
    sheet = SheetWriter(book, name)
    sheet.header(list(header))
    for row in islice(rows, MOST):
        sheet.append(row)
    with tempfile.TemporaryDirectory(prefix="portal-report-") as folder:
        path = Path(folder) / "book"
        book.save(path)
        # Gone from the disk once it was sent.
        return FileResponse(path.open("rb"), as_attachment=True, filename=f"{name}.xlsx")
