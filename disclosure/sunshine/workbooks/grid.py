"""The sheets of a file with their merged cells filled: what people see in every cell of a merged area."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from lxml import etree
from openpyxl.utils import range_boundaries

from cms_core.organisations.errors import UnreadableFile
from cms_core.tables.reading import beginning, open_xls, open_xlsx, rows_of_sheet, sheets_of
from disclosure.sunshine.errors import Unusable

MOST_ROWS = 5000
MOST_SHEETS = 60
WIDEST = 80
# Far more than any table has; a file of a million ranges is an attack.
MOST_MERGED = 20_000
MOST_AT_ONCE = 500
LONGEST = 20_000
PAGE = re.compile(r"第?\d+页?(?:[/,，共]\s*共?\d+页?)?$")


def visible_sheets(path: Path) -> list[str]:
    """Names; [""] for CSV. Raises Unusable."""
    try:
        found = [sheet.name for sheet in sheets_of(path) if not sheet.hidden]
        is_book = beginning(path)[:2] in (b"PK", b"\xd0\xcf")
    except UnreadableFile as error:
        raise Unusable(str(error)) from error
    if is_book and not found:
        raise Unusable(f"“{path.name}”里没有可见的工作表，请取消隐藏后再上传。")
    if len(found) > MOST_SHEETS:
        raise Unusable(f"一个文件最多 {MOST_SHEETS} 个工作表，请分成几个文件。")
    return found or [""]


def rows_of(path: Path, sheet: str) -> list[tuple[int, list[str]]]:
    """(row as Excel counts, texts) of every row that says something, merged areas filled. Raises Unusable."""
    found = []
    try:
        merged = merged_areas(path, sheet)
        for number, cells in rows_of_sheet(path, sheet, shown):
            if len(found) >= MOST_ROWS:
                raise Unusable(f"工作表“{sheet}”超过 {MOST_ROWS} 行，请分成几个文件。")
            found.append((number, [shown(cell) for cell in cells[:WIDEST]]))
    except UnreadableFile as error:
        raise Unusable(str(error)) from error
    return list(filled(found, merged))


def shown(cell) -> str:
    """As it stands in the cell, without the zero of a whole number and the blanks around it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    lines = str(cell)[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").replace("_x000D_", "")
    return "\n".join(line.strip(" \t\u3000\u00a0") for line in lines.split("\n")).strip()


def filled(rows, merged) -> Iterator[tuple[int, list[str]]]:
    """`merged`: (first row, first column, last row, last column), all from 1."""
    waiting = sorted(merged)
    active, at = [], 0
    for number, cells in rows:
        while at < len(waiting) and waiting[at][0] <= number:
            active.append([*waiting[at], None])
            at += 1
        active = [area for area in active if area[2] >= number]
        if len(active) > MOST_AT_ONCE:
            raise Unusable(f"第 {number} 行的合并单元格过多，请取消合并后再上传。")
        for area in active:
            top, left, _, right, _ = area
            if area[4] is None:
                area[4] = cells[left - 1] if number == top and left <= len(cells) else ""
            for place in range(left - 1, min(right, WIDEST)):
                if place < len(cells) and not cells[place]:
                    cells[place] = area[4]
        yield number, cells


def merged_areas(path: Path, sheet: str) -> list[tuple[int, int, int, int]]:
    head = beginning(path)
    if head.startswith(b"PK"):
        return of_xlsx(path, sheet)
    if head.startswith(b"\xd0\xcf"):
        found = open_xls(path).get_sheet_by_name(sheet).merged_cell_ranges or []
        return [(a[0] + 1, a[1] + 1, b[0] + 1, b[1] + 1) for a, b in found[:MOST_MERGED]]
    return []


def of_xlsx(path: Path, sheet: str) -> list[tuple[int, int, int, int]]:
    """Straight from the sheet's XML: openpyxl makes an object of each cell of an area, a billion of a hostile one."""
    with closing(open_xlsx(path)) as book:
        source = book[sheet]._get_source()
        found = []
        try:
            for _, element in etree.iterparse(
                source, tag="{*}mergeCell", resolve_entities=False, no_network=True, huge_tree=False
            ):
                left, top, right, bottom = range_boundaries(element.get("ref", "A1"))
                found.append((top, left, bottom, right))
                element.clear()
                if len(found) > MOST_MERGED:
                    raise Unusable(f"工作表“{sheet}”的合并单元格过多，请取消合并后再上传。")
        except (etree.XMLSyntaxError, ValueError, TypeError) as error:
            raise Unusable(f"工作表“{sheet}”已损坏，请用 Excel 或 WPS 另存后再上传。") from error
        return found


def is_page_mark(cells: list[str]) -> bool:
    said = [cell for cell in cells if cell]
    return len(said) == 1 and bool(PAGE.fullmatch("".join(said[0].split()).strip("-—")))
