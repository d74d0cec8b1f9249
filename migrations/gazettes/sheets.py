"""Rows of spreadsheets and CSV files, one after the other: a hundred thousand of them need no more memory than one."""

import codecs
import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path

from cms_core.attachments import packages
from migrations.errors import UnreadableFile
from migrations.gazettes.values import as_text

CHUNK = 1 << 20
# Longer than any text is allowed to be, so that a long one is told with its row.
LONGEST_CELL = 16 << 20
LARGEST_STRINGS = 512 << 20
WIDEST = 200


def rows_of_sheet(path: Path, sheet: str = "") -> Iterator[tuple[int, list[str]]]:
    """(row as Excel counts, cells as text) of every row that says something. Raises UnreadableFile."""
    head = beginning(path)
    if head.startswith(b"PK"):
        return rows_of_xlsx(path, sheet)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return rows_of_xls(path, sheet)
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


def rows_of_xlsx(path, sheet):
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    refuse_bomb(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, SyntaxError) as error:
        raise UnreadableFile(f"“{path.name}”已损坏或不是 xlsx，请用 Excel 或 WPS 打开后另存为 xlsx。") from error
    try:
        found = book[chosen(book.sheetnames, sheet, path)]
        found.reset_dimensions()
        for line, cells in enumerate(found.iter_rows(values_only=True), start=1):
            if any(cell not in (None, "") for cell in cells):
                yield line, [as_text(cell) for cell in cells[:WIDEST]]
    except (zipfile.BadZipFile, ValueError, TypeError, KeyError, OSError, SyntaxError, EOFError) as error:
        raise UnreadableFile(f"“{path.name}”读到一半读不下去（文件已损坏），请用 Excel 或 WPS 另存后再试。") from error
    finally:
        book.close()


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


def rows_of_xls(path, sheet):
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        found = book.get_sheet_by_name(chosen(book.sheet_names, sheet, path))
        first = (found.start or (0, 0))[0] + 1
        for line, cells in enumerate(found.iter_rows(), start=first):
            if any(cell not in (None, "") for cell in cells):
                yield line, [as_text(cell) for cell in cells[:WIDEST]]
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
                    yield line, cells[:WIDEST]
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
