"""Tables that are none, and items of lists with more in them than words."""

from gazette.texts.inline import Run, split_at_breaks, tidy
from gazette.texts.parts import Figure, Item, ItemList, Paragraph, Table, lines_of


def emit_table(table: Table) -> list:
    """The parts that a table leaves: itself, or what it held when it only served to place things on the page."""
    cells = [cell for _, row in table.rows for cell in row]
    caption = in_the_open([Paragraph(table.caption, style="centred")])
    holds_tables = any(isinstance(part, Table) for cell in cells for part in cell.parts)
    one_column = all(len(row) <= 1 for _, row in table.rows)
    if holds_tables or one_column:
        return [*caption, *(part for cell in cells for part in in_the_open(cell.parts))]
    if not any(cell.parts for cell in cells):
        return caption
    if not any("rowspan" in cell.spans for cell in cells):
        table.rows = [row for row in table.rows if row[1]]
    return [table]


def in_the_open(parts: list) -> list:
    """What stood in a cell keeps its breaks within paragraphs; in the open a line is a paragraph."""
    found = []
    for part in parts:
        found += lines_in(part.runs, part.style, part.wants) if isinstance(part, Paragraph) else [part]
    return found


def lines_in(runs: list[Run], style: str = "", wants: str = "") -> list:
    """A paragraph for each line of tidy runs; pictures that have a line to themselves are figures."""
    found: list = []
    lines = split_at_breaks(runs)
    for line in lines if len(lines) == 1 else map(tidy, lines):
        if line and all(run.kind == "img" or not run.text.strip() for run in line):
            found += [Figure(run) for run in line if run.kind == "img"]
        elif line:
            found.append(Paragraph(line, "p", style, wants=wants))
            wants = ""
    return found


def items_of(parts: list) -> list[Item]:
    """Words, then lists below them; words after a list begin an item of their own, or their order would be lost."""
    items: list[Item] = []
    words: list = []
    for part in parts:
        if not isinstance(part, ItemList):
            words.append(part)
            continue
        if words or not items:
            items.append(Item(lines_of(words)))
            words = []
        items[-1].lists.append(part)
    if runs := lines_of(words):
        items.append(Item(runs))
    return [item for item in items if item.runs or item.lists]
