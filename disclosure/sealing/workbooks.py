"""Workbooks with personal data: made in memory, where openpyxl would put each sheet into a file in clear.

`sheet_of` gives a sheet that takes rows one by one, `save` writes a workbook of any kind.
"""

import io
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.workbook import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


class SheetInMemory(WriteOnlyWorksheet):
    """Begins to write with its first row, so that widths and frozen panes may be set before."""

    def _get_writer(self):
        if self._writer is None:
            self._writer = WorksheetWriter(self, io.BytesIO())
            self._writer.write_top()


class WriterInMemory(ExcelWriter):
    def write_worksheet(self, ws):
        """As openpyxl's own, which has no other way than a file; nothing of ours has drawings or comments."""
        if isinstance(ws, SheetInMemory):
            if not ws.closed:
                ws.close()
            writer = ws._writer
        elif self.workbook.write_only:
            raise TypeError("make the sheet by sheet_of: this one lies in a file already")
        else:
            writer = WorksheetWriter(ws, io.BytesIO())
            writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)


def sheet_of(book: Workbook, title: str) -> SheetInMemory:
    """The next sheet of a workbook that is write only."""
    sheet = SheetInMemory(book, title)
    book._add_sheet(sheet)
    return sheet


def save(book: Workbook, target) -> None:
    """Into `target`, an open binary file; on no disk unless that is on one."""
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        WriterInMemory(book, archive).save()
