"""What fills a row of the standard table: one rule for the public pages, the terms and the supervision.

A row is filled by its records; by the entries of its columns and of those below them in the same portal; by the text of
such a column that is a single page; and by topics below. Of a binding with words only entries count, those whose title
has one of the words.
"""

from collections.abc import Callable, Iterable

from cms_core.catalogue.columns import TOPIC, ColumnNode
from cms_core.models.pages.column import ListStyle

ALL: tuple[str, ...] = ()


def sources(bindings: Iterable[tuple[int, tuple]], family: Callable[[int], Iterable[int]]) -> dict[int, tuple]:
    """{column: words} of all that fills a row, `ALL` where everything of the column does.

    `bindings` are (column, parted words), `family` says which columns and topics a column is with those below it.
    What one binding takes whole is whole, whatever the words of another above it are.
    """
    found: dict[int, tuple] = {}
    for top, words in bindings:
        for column in family(top):
            before = found.get(column, words)
            found[column] = tuple(dict.fromkeys((*before, *words))) if before and words else ALL
    return found


def is_text(node: ColumnNode) -> bool:
    """Whether it is content itself, not only a place for entries (`cms_core.catalogue.overdue` dates the same)."""
    return node.kind == TOPIC or (node.list_style == ListStyle.SINGLE and node.has_body)
