"""Rows of a file that were refused, in the shape that it had: to be mended, and sent in again as they are.

What no table may hold is not kept either: names are masked as they would have been, numbers of persons too, and of
columns that nothing is taken of the heading alone stays.
"""

import datetime
from collections import defaultdict

from cms_core.tables.stream import Sheet
from disclosure import masking
from disclosure.sunshine.values import plain_text

ROW, REASON = "原行号", "错误原因"
LONGEST = 10_000


def kept_text(value) -> str:
    if isinstance(value, datetime.datetime):
        value = value.date()
    text = "" if value is None else plain_text(value)[:LONGEST]
    if masking.number_of_person(text):
        text = masking.masked_text(text)
        return "" if masking.number_of_person(text) else text
    return text


def kept_cells(cells, columns: dict[int, str], domain, faulty) -> list[str]:
    """Of a row of records; `columns` {place: field}, `faulty` the fields that were refused."""
    found = []
    for place, value in enumerate(cells):
        field = domain.field(columns.get(place, ""))
        text = kept_text(value) if place in columns else ""
        if field and field.masked:
            text = "" if field.name in faulty else masking.name(text)
        found.append(text)
    return found


def number_of(refused: list[dict]) -> int:
    return sum(len(one["rows"]) for one in refused)


def sheets_of(refused: list[dict], faults: list[dict]) -> list[Sheet]:
    """For `cms_core.tables.stream`: each sheet with its head, its rows, and what is wrong with each."""
    reasons: dict[tuple, list[str]] = defaultdict(list)
    for one in faults:
        said = f"{one['column']}：{one['reason']}" if one.get("column") else one["reason"]
        reasons[one.get("sheet", ""), one["row"]].append(said)
    sheets = []
    for one in refused:
        head, *more = one["header"]
        width = max(map(len, one["header"]))
        rows = [[*padded(line, width), "", ""] for line in more]
        rows += [
            [*padded(cells, width), number, "\n".join(reasons[one["sheet"], number])] for number, cells in one["rows"]
        ]
        sheets.append(Sheet(one["sheet"] or "有错误的行", [*padded(head, width), ROW, REASON], [rows]))
    return sheets


def padded(cells: list[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]
