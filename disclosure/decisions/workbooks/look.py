"""The first look at an uploaded file: the sheet, the row that names the columns, what they are."""

from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from cms_core.organisations.errors import UnreadableFile
from cms_core.tables.reading import is_workbook, rows_of_sheet, sheets_of
from disclosure.decisions.errors import Unusable
from disclosure.decisions.fields import fields_of
from disclosure.decisions.kinds import DecisionKind
from disclosure.decisions.workbooks.headers import HEADER_WITHIN, find_header, is_old, left_out, match, other

WIDEST = 200
SHEETS = 20


@dataclass
class Look:
    """`head` are the rows up to the header, as they stand."""

    sheet: str = ""
    header_row: int = 0
    head: list[tuple[int, list]] = field(default_factory=list)
    columns: dict[int, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    is_csv: bool = False

    @property
    def is_old(self) -> bool:
        return is_old(self.columns)


def look_at(kind: str, path: Path, name: str) -> Look:
    """At the sheet that names most columns. Raises Unusable."""
    try:
        sheets = [one.name for one in sheets_of(path) if not one.hidden][:SHEETS] or [""]
        looks = [look_at_sheet(kind, path, sheet) for sheet in sheets]
        best = max(looks, key=lambda look: len(look.columns))
        best.is_csv = not is_workbook(path)
    except UnreadableFile as error:
        raise Unusable(str(error).replace(str(path), name).replace(path.name, name)) from error
    check(kind, best, name)
    return best


def look_at_sheet(kind: str, path: Path, sheet: str) -> Look:
    first = list(islice(rows_of_sheet(path, sheet), HEADER_WITHIN))
    number = find_header(kind, first)
    cells = next((cells for row, cells in first if row == number), [])
    head = [(row, cells) for row, cells in first if row <= number]
    look = Look(sheet, number, head, match(kind, cells), left_out(kind, cells))
    if not number:
        # What it has instead decides what is said.
        look.head = first
    return look


def check(kind: str, look: Look, name: str) -> None:
    if not look.header_row:
        if find_header(other(kind), look.head):
            raise Unusable(f"“{name}”是{other(kind).label}的表格，请在“{other(kind).label}”中导入。")
        raise Unusable(f"“{name}”中没有找到表头。请使用下载的模板，或保留“行政相对人名称”“决定书文号”等列名。")
    other_columns = match(other(kind), look.head[-1][1])
    if len(other_columns) > len(look.columns):
        raise Unusable(f"“{name}”是{other(kind).label}的表格，请在“{other(kind).label}”中导入。")
    if len(look.head[-1][1]) > WIDEST:
        raise Unusable(f"“{name}”有 {len(look.head[-1][1])} 列，最多 {WIDEST} 列；请删去多余的列。")
    fields = fields_of(DecisionKind(kind)).values()
    wanted = [one for one in fields if (one.always if look.is_old else one.required)]
    # The kind of party is not among the 27 columns of the export template; it is told by the other columns.
    known = {*look.columns.values(), "party_kind"}
    lacking = [one.label for one in wanted if one.name not in known]
    if lacking:
        raise Unusable(f"“{name}”缺少这些必需的列：{'、'.join(lacking)}。")


def data_rows(path: Path, sheet: str, header_row: int):
    """(number, cells) below the header, those that say nothing left out. Raises UnreadableFile."""
    for number, cells in rows_of_sheet(path, sheet):
        if number > header_row and any(str(cell or "").strip() for cell in cells):
            yield number, cells
