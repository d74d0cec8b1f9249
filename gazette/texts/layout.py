"""Tables that are none, and items of lists with more in them than words."""

from gazette.texts.inline import split_at_breaks, tidy
from gazette.texts.parts import Item, ItemList, Paragraph, Table, lines_of


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
        if isinstance(part, Paragraph):
            found += [Paragraph(tidy(line), style=part.style, wants=part.wants) for line in split_at_breaks(part.runs)]
        else:
            found.append(part)
    return [part for part in found if not isinstance(part, Paragraph) or part.runs]


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
