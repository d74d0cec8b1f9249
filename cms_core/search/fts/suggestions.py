"""Suggestions while a title is typed: by its characters, its pinyin or its initials, from a table of sorted keys."""

import sqlite3

from cms_core.search.analysis.readings import bare
from cms_core.search.fts.expression import shown

MAX_READ = 600


def suggest(connection: sqlite3.Connection, typed: str, condition: str, parameters: list, size: int) -> list[str]:
    """Titles that begin so, newest first among the first few hundred; each once."""
    start = bare(typed[:40])[:32]
    if not start:
        return []
    places = [
        place
        for (place,) in connection.execute(
            "SELECT place FROM keys WHERE key >= ? AND key < ? LIMIT ?", [start, start + "\U0010ffff", MAX_READ]
        )
    ]
    if not places:
        return []
    marks = ", ".join("?" * len(places))
    condition += shown(connection, "facts.place")
    rows = connection.execute(
        f"SELECT texts.title FROM facts JOIN texts USING (place) WHERE facts.place IN ({marks}){condition}"
        " ORDER BY facts.place DESC LIMIT ?",
        [*places, *parameters, size * 4],
    )
    return list(dict.fromkeys(title for (title,) in rows))[:size]
