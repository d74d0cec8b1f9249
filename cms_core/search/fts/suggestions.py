"""Suggestions while a title is typed: by its characters, its pinyin or its initials.

Two ways, both bounded: the keys in their order, which gives all there are where they are few; and where they are many
(z begins a million titles) the newest by the parts that their keys begin with.
"""

import sqlite3

from cms_core.search.analysis.readings import bare, part_of_beginning
from cms_core.search.analysis.typed import Typed
from cms_core.search.filters import Filters
from cms_core.search.fts.expression import phrase, shown
from cms_core.search.ranking.features import OUT_OF_FORCE
from cms_core.search.stored import SIGNS

# Keys read in their order; where there are more of them the newest pages are asked for.
MAX_KEYS = 400
MAX_NEWEST = 150
NARROWED = ("site", "portal")


def suggest(connection: sqlite3.Connection, typed: str, filters: Filters, size: int) -> list[str]:
    """Titles that begin so: in force before repealed, whole titles before parts of them, newest first; each once."""
    asked = Typed.of(typed)
    if not asked.beginning:
        return []
    found = []
    for place, title, keys, validity in rows(connection, asked.sought, filters):
        start = asked.fits(title, keys.split())
        if start is not None:
            found.append((validity in OUT_OF_FORCE, bare(title) != asked.beginning, start, -place, title))
    return list(dict.fromkeys(title for *_, title in sorted(found)))[:size]


def rows(connection, beginning: str, filters: Filters):
    """(place, title, keys, validity) of those that may begin so."""
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
    return connection.execute(
        "SELECT facts.place, title, keys, validity FROM facts JOIN texts USING (place)"
        f" WHERE facts.place IN ({marks}){condition}",
        [*places, *parameters],
    )


def newest(connection, beginning: str, filters: Filters) -> list[int]:
    wanted = [phrase([part_of_beginning(beginning)])]
    for name in NARROWED:
        if (value := getattr(filters, name)) is not None:
            wanted.append(phrase([f"={SIGNS[name]}{int(value)}"]))
    sql = "SELECT rowid FROM starts WHERE starts MATCH ? ORDER BY rowid DESC LIMIT ?"
    return [place for (place,) in connection.execute(sql, [" AND ".join(wanted), MAX_NEWEST])]
