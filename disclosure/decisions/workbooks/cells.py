"""Cells kept as they were, so that a refused row goes back with each cell what it was."""

import datetime
import re
from decimal import Decimal

# What a table program takes for a formula; behind an apostrophe it is text. Numbers stay as they are.
DANGEROUS = re.compile(r"'*[=+\-@＝＋－＠\t\r]")
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
QUOTED = re.compile(r"'+[=+\-@＝＋－＠\t\r]")
MOMENT, DAY = "moment", "day"


def kept(cells: list) -> list:
    """For JSON, without the empty ones at the end."""
    found = [kept_cell(cell) for cell in cells]
    while found and found[-1] in (None, ""):
        found.pop()
    return found


def kept_cell(cell):
    if isinstance(cell, datetime.datetime):
        return {MOMENT: cell.isoformat()}
    if isinstance(cell, datetime.date):
        return {DAY: cell.isoformat()}
    return cell if cell is None or isinstance(cell, str | int | float | bool) else str(cell)


def restored(cell):
    if isinstance(cell, dict):
        if MOMENT in cell:
            return datetime.datetime.fromisoformat(cell[MOMENT])
        return datetime.date.fromisoformat(cell[DAY])
    return cell


def quoted(text: str) -> str:
    """For CSV: no table program takes it for a formula."""
    return f"'{text}" if DANGEROUS.match(text) and not NUMBER.fullmatch(text) else text


def unquoted(text: str) -> str:
    return text[1:] if QUOTED.match(text) else text


def as_number(value: Decimal):
    """A number where Excel keeps all of its digits, else text."""
    return float(value) if len(value.normalize().as_tuple().digits) <= 15 else f"{value.normalize():f}"
