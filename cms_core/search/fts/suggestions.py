"""Suggestions while a title is typed: by its characters, its pinyin or its initials.

Two ways, both bounded: the keys in their order, which gives all there are where they are few; and where they are many
(z begins a million titles) the newest by the parts that their keys begin with.
"""

import sqlite3

from cms_core.search.analysis.readings import part_of_beginning
from cms_core.search.analysis.typed import Typed
from cms_core.search.filters import Filters
from cms_core.search.fts.expression import phrase, shown
from cms_core.search.stored import SIGNS
from cms_core.search.suggested import MAX_KEYS, MAX_NEWEST, suggested

NARROWED = ("site", "portal")


def suggest(connection: sqlite3.Connection, typed: str, filters: Filters, size: int) -> list[str]:
    asked = Typed.of(typed)
    if not asked.beginning:
        return []
    return suggested(asked, rows(connection, asked.sought, filters), size)


def rows(connection, beginning: str, filters: Filters):
    """(title, keys, validity) of those that may begin so, newest first."""
    end = beginning + "\U0010ffff"
    sql = "SELECT place FROM keys WHERE key >= ? AND key < ? LIMIT ?"
    places = {place for (place,) in connection.execute(sql, [beginning, end, MAX_KEYS])}
    condition, parameters = "", []
    if len(places) < MAX_KEYS:
        for name in NARROWED:
            if (value := getattr(filters, name)) is not None:
                condition += f" AND facts.{name} = ?"
                parameters.append(value)
    else:
        places = newest(connection, beginning, filters)
    marks = ", ".join("?" * len(places))
    condition += shown(connection, "facts.place")
    found = connection.execute(
        "SELECT title, keys, validity FROM facts JOIN texts USING (place)"
        f" WHERE facts.place IN ({marks}){condition} ORDER BY facts.place DESC",
        [*places, *parameters],
    )
    return ((title, keys.split(), validity) for title, keys, validity in found)


def newest(connection, beginning: str, filters: Filters) -> list[int]:
    wanted = [phrase([part_of_beginning(beginning)])]
    for name in NARROWED:
        if (value := getattr(filters, name)) is not None:
            wanted.append(phrase([f"={SIGNS[name]}{int(value)}"]))
    sql = "SELECT rowid FROM starts WHERE starts MATCH ? ORDER BY rowid DESC LIMIT ?"
    return [place for (place,) in connection.execute(sql, [" AND ".join(wanted), MAX_NEWEST])]
