"""Opening a workbook without measuring its sheets: openpyxl reads a whole sheet through where no size is written.

What is written is not believed either (`reset_dimensions`); workbooks that programs made often say nothing.
"""

from pathlib import Path

from openpyxl.reader.excel import ExcelReader
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet


class UnmeasuredSheet(ReadOnlyWorksheet):
    def _get_size(self):
        """Nothing: rows and columns are counted as they come."""


class Reader(ExcelReader):
    def read_worksheets(self):
        for sheet, place in self.parser.find_sheets():
            if place.target not in self.valid_files or "chartsheet" in place.Type:
                continue
            found = UnmeasuredSheet(self.wb, sheet.name, place.target, self.shared_strings)
            found.sheet_state = sheet.state
            self.wb._sheets.append(found)


def open_unmeasured(path: Path) -> Workbook:
    """Read-only, with the values of formulas; to be closed. Raises what openpyxl does."""
    reader = Reader(path, read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb
