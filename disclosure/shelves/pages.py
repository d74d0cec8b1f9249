"""Pages by key over the shelves of one or many sites, newest first: the thousandth costs what the first does."""

import heapq
import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from disclosure.shelves.shelf import Key, Shelf

SIZE = 20
FORM = re.compile(r"([ab])(-?[0-9]{1,17})\.([0-9]{1,18})")
LAST = "z"
# A shelf, and the bits of what was found on it.
Answer = tuple[Shelf, int]


class Chosen(NamedTuple):
    """`previous`, `next`, `last` are cursors, "" where there is none; `ahead`: how many stand before it."""

    keys: list[Key]
    previous: str = ""
    next: str = ""
    last: str = ""
    ahead: int = 0


def page_of(answers: list[Answer], cursor: str, total: int, size: int = SIZE) -> Chosen:
    """Whatever is no cursor gives the first page."""
    if cursor == LAST and total:
        parts = (shelf.oldest_first(bits) for shelf, bits in answers)
        chosen = list(islice(heapq.merge(*parts), total % size or size))[::-1]
    else:
        chosen = at_cursor(answers, cursor, size)
    if not chosen:
        return Chosen([])
    ahead = sum(shelf.newer(bits, chosen[0]).bit_count() for shelf, bits in answers) if cursor else 0
    more = ahead + len(chosen) < total
    return Chosen(
        chosen,
        cursor_at("b", chosen[0]) if ahead else "",
        cursor_at("a", chosen[-1]) if more else "",
        LAST if more else "",
        ahead,
    )


def at_cursor(answers: list[Answer], cursor: str, size: int) -> list[Key]:
    match = FORM.fullmatch(cursor or "")
    if match is None:
        return newest(answers, size)
    key = int(match[2]), int(match[3])
    if match[1] == "b":
        parts = (shelf.oldest_first(shelf.newer(bits, key)) for shelf, bits in answers)
        chosen = list(islice(heapq.merge(*parts), size))[::-1]
        # The first page is always a full one, whatever has come or gone since.
        return chosen if len(chosen) == size else newest(answers, size)
    return newest([(shelf, shelf.older(bits, key)) for shelf, bits in answers], size)


def newest(answers: Iterable[Answer], size: int) -> list[Key]:
    parts = (shelf.newest_first(bits) for shelf, bits in answers)
    return list(islice(heapq.merge(*parts, reverse=True), size))


def is_cursor(text: str) -> bool:
    return text in ("", LAST) or bool(FORM.fullmatch(text))


def cursor_at(side: str, key: Key) -> str:
    return f"{side}{key[0]}.{key[1]}"
