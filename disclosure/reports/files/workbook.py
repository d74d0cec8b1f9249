"""The tables of a report as XLSX: one sheet a table, drawn as the form draws them, numbers as numbers."""

from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from disclosure.reports.content import tables_in, title_of
from disclosure.reports.form import parts
from disclosure.reports.grids import grid_of

LINE = Side(style="thin", color="FF7F7F7F")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
SHADE = PatternFill("solid", fgColor="FFF2F2F2")
WIDTHS = {"2": (30, 20, 20, 20), "3": (14, 18, 40, *[12] * 7), "4": (10,) * 15}
TOP = 3  # rows above the table: the report's name and the part's


def workbook_of(content: dict) -> bytes:
    book, tables = Workbook(), tables_in(content)
    book.remove(book.active)
    for part in parts():
        if part.table:
            sheet = book.create_sheet(f"表{'一二三四'[int(part.table) - 1]}")
            draw(sheet, grid_of(part.table, tables), title_of(content), part.title)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def draw(sheet, grid, title: str, heading: str) -> None:
    sheet.cell(1, 1, title).font = Font(name="宋体", size=14, bold=True)
    sheet.cell(2, 1, heading).font = Font(name="宋体", size=12)
    for cell in grid.cells:
        y, x = cell.y + TOP, cell.x + 1
        for row in sheet.iter_rows(y, y + cell.height - 1, x, x + cell.width - 1):
            for one in row:
                one.border = BOX
        held = sheet.cell(y, x)
        held.value = number(cell.text) if cell.key else cell.text
        held.font = Font(name="宋体", size=11, bold=cell.scope == "col")
        held.alignment = LEFT if cell.scope == "row" else MIDDLE
        if cell.scope:
            held.fill = SHADE
        if cell.width > 1 or cell.height > 1:
            sheet.merge_cells(start_row=y, end_row=y + cell.height - 1, start_column=x, end_column=x + cell.width - 1)
    for place, width in enumerate(WIDTHS[grid.table]):
        sheet.column_dimensions["ABCDEFGHIJKLMNO"[place]].width = width
    for y in range(TOP, TOP + grid.rows):
        sheet.row_dimensions[y].height = 30
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if grid.head:
        sheet.freeze_panes = f"A{TOP + grid.head}"


def number(text: str):
    return None if text == "" else (Decimal(text) if "." in text else int(text))
