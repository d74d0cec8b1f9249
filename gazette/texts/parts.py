"""What standard text is built of: paragraphs, lists, tables, quotations, figures; and how each is written."""

from dataclasses import dataclass, field

from gazette.texts.inline import BREAK, Run, text_of_runs, tidy, written


@dataclass
class Paragraph:
    """`tag` is p, h2, h3 or h4; `lead` the length of the heading that runs into a p. `wants` is the id it had."""

    runs: list[Run]
    tag: str = "p"
    style: str = ""
    lead: int = 0
    wants: str = ""
    id: str = ""

    @property
    def text(self) -> str:
        return text_of_runs(self.runs)

    def write(self) -> str:
        style = f' class="{self.style}"' if self.style and self.tag == "p" else ""
        number = f' id="{self.id}"' if self.id else ""
        return f"<{self.tag}{style}{number}>{written(self.runs)}</{self.tag}>"


@dataclass
class Figure:
    image: Run
    caption: list[Run] = field(default_factory=list)

    def write(self) -> str:
        caption = f"<figcaption>{written(self.caption)}</figcaption>" if self.caption else ""
        return f"<figure>{written([self.image])}{caption}</figure>"


@dataclass
class Item:
    runs: list[Run]
    lists: list["ItemList"] = field(default_factory=list)


@dataclass
class ItemList:
    tag: str
    start: str = ""
    items: list[Item] = field(default_factory=list)

    def write(self) -> str:
        start = f' start="{self.start}"' if self.start else ""
        items = "".join(
            f"<li>{written(item.runs)}{''.join(inner.write() for inner in item.lists)}</li>" for item in self.items
        )
        return f"<{self.tag}{start}>{items}</{self.tag}>"


@dataclass
class Cell:
    tag: str
    spans: str = ""
    parts: list = field(default_factory=list)

    def write(self) -> str:
        return f"<{self.tag}{self.spans}>{written(lines_of(self.parts))}</{self.tag}>"


@dataclass
class Table:
    """`rows` are (in the head?, cells)."""

    caption: list[Run] = field(default_factory=list)
    rows: list[tuple[bool, list[Cell]]] = field(default_factory=list)

    def write(self) -> str:
        caption = f"<caption>{written(self.caption)}</caption>" if self.caption else ""
        count = 0
        while count < len(self.rows) and self.rows[count][0]:
            count += 1
        head, body = self.rows[:count], self.rows[count:]
        if not body:
            head, body = [], head
        return f"<table>{caption}{_section('thead', head)}{_section('tbody', body)}</table>"


def _section(tag, rows):
    if not rows:
        return ""
    return f"<{tag}>{''.join('<tr>' + ''.join(cell.write() for cell in cells) + '</tr>' for _, cells in rows)}</{tag}>"


@dataclass
class Quote:
    parts: list = field(default_factory=list)

    def write(self) -> str:
        return f"<blockquote>{''.join(part.write() for part in self.parts)}</blockquote>"


def lines_of(parts: list) -> list[Run]:
    """Everything in `parts` as one run of words, with a break between paragraphs: for cells, captions, items."""
    runs: list[Run] = []
    for part in parts:
        runs += [BREAK, *runs_of(part)]
    return tidy(runs)


def runs_of(part) -> list[Run]:
    if isinstance(part, Paragraph):
        return part.runs
    if isinstance(part, Figure):
        return [part.image, BREAK, *part.caption]
    if isinstance(part, Quote):
        return lines_of(part.parts)
    if isinstance(part, Table):
        rows = [
            run
            for _, cells in part.rows
            for run in [BREAK, *(one for cell in cells for one in [*lines_of(cell.parts), Run("text", " ")])]
        ]
        return [*part.caption, *rows]
    return [run for item in part.items for run in [BREAK, *item.runs, BREAK, *lines_of(item.lists)]]
