"""What a column holds besides entries, where a room above keeps it: items of a list are no pages of the column.

A column that holds something is shown in menus like one with entries; tiles and counts say how much it is.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Kept:
    """`holds`: a condition (Exists) on columns, asked with the tree. `count(home, nodes, day) -> {column id: number}`
    in a fixed number of queries, of those nodes only that it knows; `unit` is the word after the number.
    """

    holds: object
    count: Callable
    unit: str


_KEPT: list[Kept] = []


def register_kept(holds, count: Callable, unit: str) -> None:
    """Before the first request: the query of the tree is built once."""
    _KEPT.append(Kept(holds, count, unit))


def conditions() -> list:
    return [one.holds for one in _KEPT]


def counts_of(home, nodes: Iterable, day: datetime.date) -> dict[int, tuple[int, str]]:
    """{column id: (how much, its unit)} of the columns that hold something."""
    nodes, found = [node for node in nodes if node.holds_more], {}
    for one in _KEPT if nodes else ():
        found |= {column: (number, one.unit) for column, number in one.count(home, nodes, day).items()}
    return found
