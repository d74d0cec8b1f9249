"""Rows of spreadsheets and CSV files, one after the other: a hundred thousand of them need no more memory than one."""

import codecs
import csv
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cms_core.attachments import packages
from cms_core.organisations.errors import UnreadableFile

CHUNK = 1 << 20
# Longer than any text is allowed to be, so that a long one is told with its row.
LONGEST_CELL = 16 << 20
LARGEST_STRINGS = 512 << 20
BROKEN = (zipfile.BadZipFile, ValueError, TypeError, KeyError, OSError, SyntaxError, EOFError, AttributeError)


@dataclass(frozen=True)
class Sheet:
    """`hidden` ones hold the choices of drop-downs and the like."""

    name: str
    hidden: bool = False


def as_it_is(cell):
    return cell


def is_workbook(path: Path) -> bool:
    return beginning(path).startswith((b"PK", b"\xd0\xcf\x11\xe0"))


def sheets_of(path: Path) -> list[Sheet]:
    """Empty for CSV. Raises UnreadableFile."""
    head = beginning(path)
    if head.startswith(b"PK"):
        with closing(open_xlsx(path)) as book:
            return [Sheet(sheet.title, sheet.sheet_state != "visible") for sheet in book.worksheets]
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return [Sheet(one.name, "visible" not in str(one.visible).lower()) for one in open_xls(path).sheets_metadata]
    return []


def rows_of_sheet(path: Path, sheet: str = "", cell: Callable = as_it_is) -> Iterator[tuple[int, list]]:
    """(row as Excel counts, cells) of every row that says something; formulas are the values that were last seen.

    `sheet` is a name or a number from 1, the first when left out; `cell` is what is made of each cell of a workbook,
    CSV has text only. Raises UnreadableFile.
    """
    head = beginning(path)
    if head.startswith(b"PK"):
        return rows_of_xlsx(path, sheet, cell)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return rows_of_xls(path, sheet, cell)
    if path.suffix.lower() in (".xlsx", ".xls", ".et"):
        raise UnreadableFile(f"“{path.name}”不是 Excel 文件（内容与扩展名不符），请用 Excel 或 WPS 打开后另存为 xlsx。")
    return rows_of_csv(path)


def beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise UnreadableFile(f"读不到文件“{path}”：{error.strerror}。") from error
    if not head.strip():
        raise UnreadableFile(f"文件“{path}”是空的。")
    return head


def open_xlsx(path: Path):
    from openpyxl.utils.exceptions import InvalidFileException

    from cms_core.tables.xlsx import open_unmeasured

    refuse_bomb(path)
    try:
        with warnings.catch_warnings(action="ignore"):
            return open_unmeasured(path)
    except (InvalidFileException, *BROKEN) as error:
        raise UnreadableFile(f"“{path.name}”已损坏或不是 xlsx，请用 Excel 或 WPS 打开后另存为 xlsx。") from error


def rows_of_xlsx(path, sheet, cell):
    with closing(open_xlsx(path)) as book:
        try:
            found = book[chosen(book.sheetnames, sheet, path)]
            found.reset_dimensions()
            for line, cells in enumerate(found.iter_rows(values_only=True), start=1):
                if any(one not in (None, "") for one in cells):
                    yield line, [cell(one) for one in cells]
        except BROKEN as error:
            raise UnreadableFile(
                f"“{path.name}”读到一半读不下去（文件已损坏），请用 Excel 或 WPS 另存后再试。"
            ) from error


def refuse_bomb(path):
    with path.open("rb") as file:
        family, dangers = packages.look(file)
        if family == "ooxml-sheet":
            with zipfile.ZipFile(file) as archive:
                sizes = [one.file_size for one in archive.infolist() if one.filename.endswith("sharedStrings.xml")]
            if sum(sizes) > LARGEST_STRINGS:
                dangers.append("表格中的文字过多，请分成几个文件，或改用 JSONL。")
    if family != "ooxml-sheet":
        raise UnreadableFile(f"“{path.name}”不是 Excel 表格（xlsx），请用 Excel 或 WPS 另存为 xlsx。{''.join(dangers)}")
    if dangers:
        raise UnreadableFile(f"“{path.name}”不能读取：{''.join(dangers)}")


def open_xls(path: Path):
    import python_calamine

    try:
        return python_calamine.CalamineWorkbook.from_path(str(path))
    except (python_calamine.CalamineError, OSError) as error:
        raise UnreadableFile(f"“{path.name}”已损坏或有打开密码，请用 Excel 或 WPS 另存为 xlsx。") from error


def rows_of_xls(path, sheet, cell):
    import python_calamine

    book = open_xls(path)
    try:
        found = book.get_sheet_by_name(chosen(book.sheet_names, sheet, path))
        first = (found.start or (0, 0))[0] + 1
        for line, cells in enumerate(found.iter_rows(), start=first):
            if any(one not in (None, "") for one in cells):
                yield line, [cell(one) for one in cells]
    except (python_calamine.CalamineError, OSError) as error:
        raise UnreadableFile(f"“{path.name}”已损坏或有打开密码，请用 Excel 或 WPS 另存为 xlsx。") from error


def chosen(names, wanted, path) -> str:
    """A sheet by its name or by its number from 1; without either the first."""
    if not wanted:
        return names[0]
    if wanted in names:
        return wanted
    if wanted.isdecimal() and 1 <= int(wanted) <= len(names):
        return names[int(wanted) - 1]
    raise UnreadableFile(f"“{path.name}”没有工作表“{wanted}”，有：{'、'.join(names)}。")


def rows_of_csv(path):
    """Rows are counted as Excel shows them: a text with line breaks in one cell is one row."""
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=encoding_of(path), newline="") as file:
        reader = csv.reader(line.replace("\0", "") for line in file)
        line = 0
        try:
            for line, cells in enumerate(reader, start=1):
                if any(cell.strip() for cell in cells):
                    yield line, cells
        except csv.Error as error:
            raise UnreadableFile(f"CSV 第 {line + 1} 行读不下去：{error}。") from error


def encoding_of(path: Path) -> str:
    """UTF-8, UTF-16 with its mark, or GB18030 (Excel's CSV in a Chinese Windows), by reading the whole file once."""
    with path.open("rb") as file:
        if file.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                while chunk := file.read(CHUNK):
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise UnreadableFile(f"文件“{path.name}”既不是 UTF-8 也不是 GB18030 编码的文本，请另存为 UTF-8 后再导入。")
