"""Whole tables from their cells: {"2" | "3" | "4": {row: {column: number or None}}}, sums of rows and columns too."""

from collections.abc import Mapping
from decimal import Decimal

from disclosure.applications.counting import SUM
from disclosure.applications.outcomes import all_outcomes
from disclosure.applications.states import ReviewKind
from disclosure.reports.form import KINDS, RESULTS, TOTAL, Key, cells, clauses, columns_of_three, rows_of_three

Number = int | Decimal | None
Tables = dict[str, dict[str, dict[str, Number]]]


def tables_of(values: Mapping[Key, Number]) -> Tables:
    """A cell without a number is None, and in sums nothing."""
    two = {
        row.code: {column.code: values.get(("2", row.code, column.code)) for column in clause.columns}
        for clause in clauses()
        for row in clause.rows
    }
    three = {
        row: {kind.value: values.get(("3", row, kind.value)) for kind in KINDS} for row in rows_of_three() if row != SUM
    }
    three[SUM] = {kind.value: sum(three[code][kind.value] or 0 for code in all_outcomes()) for kind in KINDS}
    four = {
        kind.value: {result.value: values.get(("4", kind.value, result.value)) for result in RESULTS}
        for kind in ReviewKind
    }
    for row in (*three.values(), *four.values()):
        row[TOTAL] = sum(number or 0 for number in row.values())
    in_order = {code: {column: three[code][column] for column in columns_of_three()} for code in rows_of_three()}
    return {"2": two, "3": in_order, "4": four}


def cells_of(tables: Tables) -> dict[Key, Number]:
    """Back again: the cells that are no sums."""
    return {key: tables.get(key[0], {}).get(key[1], {}).get(key[2]) for key in cells()}


def as_json(tables: Tables) -> dict:
    """Whole numbers as such, amounts as text: JSON knows no decimals."""
    return {
        table: {row: {column: said(number) for column, number in found.items()} for row, found in rows.items()}
        for table, rows in tables.items()
    }


def said(number: Number) -> int | str | None:
    if number is None:
        return None
    return int(number) if number == int(number) else f"{Decimal(number).normalize():f}"


def from_json(stored: dict) -> Tables:
    return {
        table: {row: {column: read(value) for column, value in found.items()} for row, found in rows.items()}
        for table, rows in stored.items()
    }


def read(value) -> Number:
    return Decimal(value) if isinstance(value, str) else value
