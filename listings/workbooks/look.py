"""The first look at an uploaded file: its sheets, its first rows, which of them names the columns."""

from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from cms_core.organisations.errors import UnreadableFile
from cms_core.tables.reading import rows_of_sheet, sheets_of
from listings.errors import ListingsError
from listings.values import shown
from listings.workbooks.headers import HEADER_WITHIN, find_header, match

WIDEST = 200
SAMPLES = 3
FIRST = HEADER_WITHIN + 10


class Unusable(ListingsError):
    """The file cannot be a list; the message says why and what to do."""


@dataclass
class Look:
    """`rows` are the first (number, cells) of `sheet`; `header_row` 0 where none could be told."""

    sheets: list[str]
    sheet: str
    rows: list[tuple[int, list]] = field(default_factory=list)
    header_row: int = 0

    @property
    def headers(self) -> list[str]:
        cells = next((cells for number, cells in self.rows if number == self.header_row), [])
        return [shown(cell, 100).strip() for cell in cells]

    def samples(self, place: int) -> list[str]:
        below = [cells[place] for number, cells in self.rows if number > self.header_row and place < len(cells)]
        return [shown(cell, 30) for cell in below if cell not in (None, "")][:SAMPLES]


def look_at(kind: str, path: Path, *, name: str = "", sheet: str = "", header_row: int = 0, remembered=None) -> Look:
    """Without `sheet` the one that looks most like this list. Raises Unusable."""
    sheets = [one.name for one in all_sheets(path, name) if not one.hidden]
    wanted = [sheet] if sheet else sheets or [""]
    looks = [look_at_sheet(kind, path, name, sheets, one, header_row, remembered) for one in wanted[:20]]
    best = max(looks, key=lambda look: len(match(kind, look.headers, remembered)))
    if not best.rows:
        raise Unusable(f"“{name or path.name}”里没有内容，请确认选对了文件和工作表。")
    return best


def all_sheets(path, name):
    try:
        return sheets_of(path)
    except UnreadableFile as error:
        raise renamed(error, path, name) from error


def look_at_sheet(kind, path, name, sheets, sheet, header_row, remembered) -> Look:
    first = list(islice(rows(path, name, sheet), FIRST + header_row))
    number = header_row or find_header(kind, first, remembered)
    look = Look(sheets, sheet, first, number)
    if len(look.headers) > WIDEST:
        raise Unusable(
            f"“{name or path.name}”有 {len(look.headers)} 列，最多 {WIDEST} 列；请删去清单以外的列后再上传。"
        )
    return look


def rows(path: Path, name: str, sheet: str):
    """(number, cells without the empty ones at the end). Raises Unusable."""
    try:
        for number, cells in rows_of_sheet(path, sheet):
            while cells and (cells[-1] is None or cells[-1] == ""):
                cells.pop()
            yield number, cells
    except UnreadableFile as error:
        raise renamed(error, path, name) from error


def renamed(error, path, name) -> Unusable:
    """Told with the name that the editor gave the file, not the one it lies under."""
    return Unusable(str(error).replace(str(path), name or path.name).replace(path.name, name or path.name))
