"""The three tables as the form draws them, with headings that reach over rows and columns.

Page, PDF and workbook are made of the same grid, so that none of them can say something else.
"""

from dataclasses import dataclass, field

from disclosure.applications.states import ReviewKind
from disclosure.reports.form import clauses, columns_of_four, columns_of_three, rows_of_three
from disclosure.reports.sums import Number, Tables, said

COL, ROW = "col", "row"
CAPTIONS = {
    "2": "主动公开政府信息情况",
    "3": "收到和处理政府信息公开申请情况",
    "4": "政府信息公开行政复议、行政诉讼情况",
}
BALANCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


@dataclass(frozen=True)
class GridCell:
    """`scope`: "col" or "row" for a heading, "" for a number. `key`: what it is the number of."""

    x: int
    y: int
    text: str
    width: int = 1
    height: int = 1
    scope: str = ""
    key: tuple[str, str, str] | None = None


@dataclass
class Grid:
    """`head`: how many rows are repeated on every page."""

    table: str
    columns: int
    head: int
    cells: list[GridCell] = field(default_factory=list)

    @property
    def caption(self) -> str:
        return CAPTIONS[self.table]

    @property
    def rows(self) -> int:
        return max(cell.y + cell.height for cell in self.cells)

    def put(self, x, y, text, **options):
        self.cells.append(GridCell(x, y, text, **options))

    def by_row(self) -> list[list[GridCell]]:
        found: list[list[GridCell]] = [[] for _ in range(self.rows)]
        for cell in sorted(self.cells, key=lambda one: (one.y, one.x)):
            found[cell.y].append(cell)
        return found


def grid_of(table: str, tables: Tables) -> Grid:
    return {"2": two, "3": three, "4": four}[table](tables[table])


def text_of(number: Number) -> str:
    return "" if number is None else str(said(number))


def number(grid, x, y, found: Number, key, width: int = 1):
    grid.put(x, y, text_of(found), width=width, key=key)


def two(figures) -> Grid:
    """Its clauses one below the other, each with headings of its own."""
    grid, y = Grid("2", 4, 0), 0
    for clause in clauses():
        grid.put(0, y, clause.title, width=4, scope=COL)
        grid.put(0, y + 1, "信息内容", scope=COL)
        width = 3 // len(clause.columns)
        for place, column in enumerate(clause.columns):
            grid.put(1 + place * width, y + 1, column.title, width=width, scope=COL)
        for row in clause.rows:
            grid.put(0, y + 2, row.title, scope=ROW)
            for place, column in enumerate(clause.columns):
                key = ("2", row.code, column.code)
                number(grid, 1 + place * width, y + 2, figures[row.code][column.code], key, width)
            y += 1
        y += 2
    return grid


def three(figures) -> Grid:
    grid = Grid("3", 10, 3)
    grid.put(0, 0, BALANCE, width=3, height=3)
    grid.put(3, 0, "申请人情况", width=7, scope=COL)
    person, *organisations, total = columns_of_three().values()
    grid.put(3, 1, person, height=2, scope=COL)
    grid.put(4, 1, "法人或其他组织", width=len(organisations), scope=COL)
    grid.put(9, 1, total, height=2, scope=COL)
    for x, title in enumerate(organisations, 4):
        grid.put(x, 2, title, scope=COL)
    rows = rows_of_three()
    before: tuple[str, ...] = ()
    for y, (code, headings) in enumerate(rows.items(), 3):
        for depth, title in enumerate(headings):
            if headings[: depth + 1] == before[: depth + 1]:
                continue  # reaches down from a row above
            last = depth == len(headings) - 1
            height = 1 if last else sum(1 for one in rows.values() if one[: depth + 1] == headings[: depth + 1])
            grid.put(depth, y, title, width=3 - depth if last else 1, height=height, scope=ROW)
        before = headings
        for x, column in enumerate(columns_of_three(), 3):
            number(grid, x, y, figures[code][column], ("3", code, column))
    return grid


def four(figures) -> Grid:
    """One row of fifteen numbers; 行政诉讼 in its two blocks."""
    width = len(columns_of_four())
    grid = Grid("4", 3 * width, 3)
    grid.put(0, 0, "行政复议", width=width, height=2, scope=COL)
    grid.put(width, 0, "行政诉讼", width=2 * width, scope=COL)
    grid.put(width, 1, "未经复议直接起诉", width=width, scope=COL)
    grid.put(2 * width, 1, "复议后起诉", width=width, scope=COL)
    for block, kind in enumerate(ReviewKind):
        for place, (code, title) in enumerate(columns_of_four().items()):
            x = block * width + place
            grid.put(x, 2, title, scope=COL)
            number(grid, x, 3, figures[kind.value][code], ("4", kind.value, code))
    return grid
