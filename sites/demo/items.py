"""What a composer hands over: a piece of content before it becomes a page."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field


@dataclass
class Item:
    """`parts` are (kind, value): p, h, li, table, question, answer, signature; `picture` is a number of a drawing."""

    title: str
    parts: list[tuple]
    published_at: datetime.datetime
    source: str = ""
    summary: str = ""
    keywords: str = ""
    picture: int | None = None
    pinned: bool = False
    attachments: tuple[str, ...] = ()
    document: dict = field(default_factory=dict)
    topic: str = ""
    # The number of the document that a reading explains.
    interprets: str = ""


def parse_text(text: str) -> list[tuple]:
    """Parts of a text written with "# " headings, "| " table rows and plain paragraphs."""
    parts: list[tuple] = []
    table: list[list[str]] = []
    for line in [*text.strip().splitlines(), ""]:
        line = line.strip()
        if line.startswith("|"):
            table.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if table:
            parts.append(("table", table))
            table = []
        if line.startswith("# "):
            parts.append(("h", line[2:]))
        elif line:
            parts.append(("p", line))
    return parts
