"""Workbooks out: cells that stay what they are, in columns that help to fill them in."""

import datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from disclosure.decisions.workbooks.cells import as_number
from disclosure.sealing.workbooks import sheet_of

HEADER = PatternFill("solid", fgColor="DCE6F1")
REQUIRED = PatternFill("solid", fgColor="F8CBAD")
LONGEST_CELL = 32_767
EXCEL_BEGINS = datetime.date(1900, 3, 1)


class SheetWriter:
    """Row by row: a table of any length needs no more memory than one row."""

    def __init__(self, book: Workbook, title: str, widths=()):
        self.sheet = sheet_of(book, title[:31] or "Sheet1")
        for number, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width

    def header(self, labels, required=()) -> None:
        cells = [self.cell(label) for label in labels]
        for label, cell in zip(labels, cells, strict=True):
            cell.font, cell.fill = Font(bold=True), REQUIRED if label in required else HEADER
            cell.alignment = Alignment(wrap_text=True, vertical="center")
        self.sheet.append(cells)

    def append(self, values) -> None:
        self.sheet.append([self.cell(value) for value in values])

    def cell(self, value):
        if value is None or value == "":
            return None
        if isinstance(value, Decimal):
            value = as_number(value)
        if isinstance(value, str):
            cell = WriteOnlyCell(self.sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL])
            # Set after the value, which openpyxl takes for a formula when it begins like one.
            cell.data_type, cell.number_format = "s", "@"
            return cell
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime) and value < EXCEL_BEGINS:
            return self.cell(value.isoformat())
        cell = WriteOnlyCell(self.sheet, value)
        if isinstance(value, datetime.date):
            cell.number_format = "yyyy-mm-dd"
        return cell
