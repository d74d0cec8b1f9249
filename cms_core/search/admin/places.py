"""What the index finds: all places that match, the best first where they are few enough to be scored."""

import sqlite3
import threading
from dataclasses import dataclass, field

from cms_core.search.admin.families import number_at

# So many matches are scored; of more those that have it in the title come first, newest first in both.
SCORED = 4_000
last = threading.local()


@dataclass(frozen=True)
class Looked:
    """Primary keys in order, `scores` of those that were scored."""

    numbers: list[int]
    scores: dict[int, float] = field(default_factory=dict)


def look_up(connection: sqlite3.Connection, compiler) -> Looked:
    """The last answer again where nothing was written since: Wagtail asks for the rows and for their types apart."""
    state = connection.execute("PRAGMA data_version").fetchone()[0], connection.total_changes
    asked = (compiler.match, compiler.title_match, tuple(compiler.weights), state, connection)
    if getattr(last, "asked", None) != asked:
        last.asked, last.found = None, look(connection, compiler)
        last.asked = asked
    return last.found


def look(connection: sqlite3.Connection, compiler) -> Looked:
    first, end = compiler.family.places
    where = "FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ?"
    asked = [compiler.match, first, end]
    connection.execute("BEGIN")  # one state of the index for all that is asked
    try:
        count = f"SELECT count(*) FROM (SELECT 1 {where} LIMIT ?)"
        if connection.execute(count, [*asked, SCORED + 1]).fetchone()[0] <= SCORED:
            score = f"bm25(words, {', '.join(str(weight) for weight in compiler.weights)})"
            rows = connection.execute(f"SELECT rowid, {score} {where} ORDER BY 2, 1 DESC", asked).fetchall()
            scores = {number_at(place): -value for place, value in rows}
            return Looked(list(scores), scores)
        newest = f"SELECT rowid {where} ORDER BY rowid DESC"
        in_title = connection.execute(newest, [f"({compiler.match}) AND {compiler.title_match}", first, end])
        ahead = dict.fromkeys(number_at(place) for (place,) in in_title)
        others = (number_at(place) for (place,) in connection.execute(newest, asked))
        return Looked([*ahead, *(number for number in others if number not in ahead)])
    finally:
        connection.execute("COMMIT")
