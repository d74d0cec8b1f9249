"""What the directory keeps of an entry on its shelves: its key, its facets, what the search box looks through."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache

from cms_core.catalogue.cursor import EPOCH
from disclosure.directory.items import numbers_in
from disclosure.shelves.shelf import Key, Row

FACETS = ("body", "item", "theme", "genre", "year", "validity")
# Of a row, after its page and moment.
COLUMNS = ("organisation_number", "items", "theme", "genre", "year", "validity", "portal_number", "words")
SECOND = 1_000_000


def key_of(published_at: datetime, page: int) -> Key:
    """The moment in microseconds."""
    elapsed = published_at - EPOCH
    return (elapsed.days * 86_400 + elapsed.seconds) * SECOND + elapsed.microseconds, page


def row_of(page: int, moment: datetime, *facts) -> Row:
    """`facts` are those of COLUMNS."""
    return Row(*key_of(moment, page), tuple(pairs_of(*facts[:-1])), facts[-1])


def pairs_of(body, items, theme, genre, year, validity, portal) -> Iterator[tuple[str, object]]:
    """The facets, and besides ("first", first level of a theme) and ("portal", home)."""
    for number in numbers_of(items):
        yield "item", number
    if theme:
        yield "theme", theme
        yield "first", theme.partition("/")[0]
    named = (("body", body), ("genre", genre), ("year", year), ("validity", validity), ("portal", portal))
    for pair in named:
        if pair[1]:
            yield pair


@cache
def numbers_of(items: int) -> list[int]:
    return numbers_in(items)
