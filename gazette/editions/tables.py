"""Tables as a grid: every cell with its place, so that one that does not add up is still set and nothing is lost."""

from dataclasses import dataclass

MOST_COLUMNS = 40
# Columns from which on the type becomes smaller (pt), and the page is turned.
SIZES = ((5, 12), (8, 10.5), (14, 9))
SMALLEST = 7.5
TURNED_FROM = 10


@dataclass
class Cell:
    x: int
    y: int
    width: int
    height: int
    element: object
    is_head: bool


def place(rows: list[list]) -> list[Cell]:
    """Cells of one section (head or body) at their places; spans end where the section or another cell does.

    `rows`: the td and th elements of each row. Columns beyond the fortieth fall into a further row of their own.
    """
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    y = extra = 0
    for number, row in enumerate(rows):
        y, x = number + extra, 0
        for element in row:
            while (x, y) in taken:
                x += 1
            if x >= MOST_COLUMNS:
                extra, y, x = extra + 1, y + 1, 0
            width = free_width(taken, x, y, span(element, "colspan"))
            height = min(span(element, "rowspan"), len(rows) + extra - y)
            taken.update((x + i, y + j) for i in range(width) for j in range(height))
            cells.append(Cell(x, y, width, height, element, element.tag == "th"))
            x += width
    return cells


def span(element, name: str) -> int:
    value = element.get(name, "1").strip()
    return max(1, min(int(value), 1000)) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def free_width(taken, x: int, y: int, wanted: int) -> int:
    width = 1
    while width < min(wanted, MOST_COLUMNS - x) and (x + width, y) not in taken:
        width += 1
    return width


def size_of(columns: int) -> float:
    return next((size for most, size in SIZES if columns <= most), SMALLEST)


def widths_of(columns: int, texts: list[tuple[Cell, str]]) -> list[float]:
    """Shares of the line: by the text of each column, so that 序号 is narrow and 事项 is wide."""
    longest, shortest = [1] * columns, [1] * columns
    for cell, text in texts:
        share = -(-len(text) // cell.width)
        words = max((len(word) for word in text.split()), default=0) if text.isascii() else min(len(text), 4)
        for x in range(cell.x, min(cell.x + cell.width, columns)):
            longest[x] = max(longest[x], share)
            shortest[x] = max(shortest[x], min(-(-words // cell.width), 16))
    return [round(max(least, most**0.6 * 2), 2) for most, least in zip(longest, shortest, strict=True)]
