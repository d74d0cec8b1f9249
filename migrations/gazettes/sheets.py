"""Rows of a table of contents as text, from whatever kind of table it is."""

from collections.abc import Iterator
from pathlib import Path

from cms_core.tables.reading import beginning, encoding_of
from cms_core.tables.reading import rows_of_sheet as rows_of_table
from migrations.gazettes.values import as_text

__all__ = ["beginning", "encoding_of", "rows_of_sheet"]

WIDEST = 200


def rows_of_sheet(path: Path, sheet: str = "") -> Iterator[tuple[int, list[str]]]:
    """(row as Excel counts, cells as text) of every row that says something. Raises UnreadableFile."""
    return ((line, cells[:WIDEST]) for line, cells in rows_of_table(path, sheet, as_text))
