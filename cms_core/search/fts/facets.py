"""Facets: how many of the matches there are of each portal, kind, year, issuer, theme, validity."""

from collections import Counter

from cms_core.search.found import FACETS

COLUMNS = ", ".join(f"facts.{name}" for name in FACETS)
AT_ONCE = 500


def count_facets(connection, searched, most: int) -> tuple[int, dict[str, dict]]:
    """How many matches there are, up to `most`, and of the newest of them {facet: {value: count}}."""
    sql = (
        f"SELECT {COLUMNS} FROM words JOIN facts ON facts.place = words.rowid"
        f" WHERE words MATCH ?{searched.conditions} ORDER BY words.rowid DESC LIMIT ?"
    )
    cursor, total = connection.execute(sql, [searched.match, *searched.parameters, most]), 0
    counts = {name: Counter() for name in FACETS}
    # Counted a column at a time, which is done in C; and some hundreds of rows at a time, for Python looks through all
    # of its objects where thousands of new ones are alive.
    while rows := cursor.fetchmany(AT_ONCE):
        total += len(rows)
        for found, values in zip(counts.values(), zip(*rows, strict=True), strict=True):
            found.update(values)
    return total, {
        name: {value: count for value, count in found.most_common() if value} for name, found in counts.items()
    }
