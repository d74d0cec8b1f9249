"""Workbooks out: cells that stay what they are, in columns that help to fill them in.

Text is written as text, never as a formula; what comes back is what was written.
"""

import datetime
from decimal import Decimal

from django.db import models
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from listings.workbooks.bodies import Bodies
from listings.workbooks.fields import LONGEST_CELL, TOO_LONG, columns_of, is_long, is_required, is_text, label_of

HEADER = PatternFill("solid", fgColor="DCE6F1")
REQUIRED = PatternFill("solid", fgColor="F8CBAD")
DAY = "yyyy-mm-dd"
AS_TEXT = "@"
WIDTHS = {"name": 40, "organisation": 26, "code": 24}
DANGEROUS_START = ("=", "+", "-", "@", "'")
EXCEL_BEGINS = datetime.date(1900, 3, 1)


class SheetWriter:
    """Row by row: a list of any length needs no more memory than one row."""

    def __init__(self, book: Workbook, title: str):
        self.sheet = book.create_sheet(sheet_title(title))

    def append(self, values) -> None:
        self.sheet.append([self.cell(value) for value in values])

    def header(self, labels: list[str], required=()) -> None:
        cells = []
        for label in labels:
            cell = self.cell(label)
            cell.font, cell.fill = Font(bold=True), REQUIRED if label in required else HEADER
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cells.append(cell)
        self.sheet.append(cells)

    def cell(self, value):
        if value is None:
            return None
        if isinstance(value, str):
            cell = WriteOnlyCell(self.sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL])
            # Set after the value, which openpyxl takes for a formula when it begins like one.
            cell.data_type, cell.number_format = "s", AS_TEXT
            if value.startswith(DANGEROUS_START):
                cell.quotePrefix = True
            return cell
        cell = WriteOnlyCell(self.sheet, value)
        if isinstance(value, datetime.date):
            cell.number_format = DAY
        return cell


def sheet_title(title: str) -> str:
    return "".join("_" if char in "[]:*?/\\" else char for char in title).strip("'")[:31] or "清单"


def lay_out(sheet, kind: str, names: list[str]) -> None:
    """Widths and formats of columns: before the first row is written."""
    for place, name in enumerate(names, 1):
        field = columns_of(kind)[name]
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width = WIDTHS.get(name, 30 if is_long(field) else 16)
        if is_text(field) or name == "organisation":
            column.number_format = AS_TEXT
        elif isinstance(field, models.DateField):
            column.number_format = DAY


class CellWriter:
    """Plain values as cells of a workbook, or as the words of CSV."""

    def __init__(self, kind: str, bodies: Bodies):
        self.kind, self.bodies = kind, bodies
        self.labels: dict[str, str] = {}

    def value(self, name: str, plain):
        field = columns_of(self.kind)[name]
        if plain is None:
            return None
        if name == "organisation":
            return self.body(plain)
        if field.flatchoices:
            return str(dict(field.flatchoices).get(plain, plain))
        if isinstance(field, models.BooleanField):
            return "是" if plain else "否"
        if isinstance(field, models.DateField):
            day = datetime.date.fromisoformat(plain)
            return day if day >= EXCEL_BEGINS else plain
        if isinstance(field, models.DecimalField):
            return number(plain)
        if isinstance(plain, str) and len(plain) > LONGEST_CELL:
            return TOO_LONG
        return plain

    def body(self, key: str) -> str:
        if key not in self.labels:
            self.labels[key] = self.bodies.label(key)
        return self.labels[key]


def number(plain: str):
    """A number where Excel keeps all of its digits, else text."""
    exact = Decimal(plain)
    return float(exact) if len(exact.as_tuple().digits) <= 15 and Decimal(repr(float(exact))) == exact else plain


def labels_of(kind: str, names: list[str]) -> tuple[list[str], set[str]]:
    """(headers, those that are required)."""
    fields = columns_of(kind)
    headers = {name: f"{label_of(kind, name)}{'*' if is_required(fields[name]) else ''}" for name in names}
    return list(headers.values()), {header for name, header in headers.items() if is_required(fields[name])}
