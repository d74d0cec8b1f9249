"""The sheets of a workbook are told without reading them through."""

import openpyxl

from cms_core.tables.reading import Sheet, rows_of_sheet, sheets_of
from cms_core.tables.xlsx import open_unmeasured


def made_by_a_program(path):
    """Without the size of its sheets, as openpyxl writes them row by row."""
    book = openpyxl.Workbook(write_only=True)
    for title in ("清单", "机构"):
        sheet = book.create_sheet(title)
        for number in range(3):
            sheet.append([title, number])
    book.worksheets[1].sheet_state = "hidden"
    book.save(path)
    return path


def test_sheets_and_rows_need_no_size(tmp_path):
    path = made_by_a_program(tmp_path / "list.xlsx")
    assert sheets_of(path) == [Sheet("清单"), Sheet("机构", hidden=True)]
    assert list(rows_of_sheet(path, "机构")) == [(1, ["机构", 0]), (2, ["机构", 1]), (3, ["机构", 2])]


def test_nothing_of_a_sheet_is_read_before_its_rows_are_asked_for(tmp_path):
    book = open_unmeasured(made_by_a_program(tmp_path / "list.xlsx"))
    assert book["清单"].max_row is None
    book.close()
