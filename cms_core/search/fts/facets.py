"""Facets: how many of the matches there are of each portal, kind, year, issuer, theme, validity.

Pages that have all of these in common stand on one shelf; to count, one number a match is read.
"""

from collections import Counter

from cms_core.search.found import FACETS

COLUMNS = ", ".join(FACETS)


def shelf_of(connection, values: list) -> int:
    """The shelf of these values in the order of FACETS, put up when it is the first of its kind."""
    condition = " AND ".join(f"{name} = ?" for name in FACETS)
    found = connection.execute(f"SELECT id FROM shelves WHERE {condition}", values).fetchone()
    if found:
        return found[0]
    marks = ", ".join("?" * len(FACETS))
    return connection.execute(f"INSERT INTO shelves ({COLUMNS}) VALUES ({marks})", values).lastrowid


def count_facets(connection, searched, most: int) -> tuple[int, dict[str, dict]]:
    """How many matches there are, up to `most`, and of the newest of them {facet: {value: count}}."""
    sql = (
        "SELECT facts.shelf FROM words JOIN facts ON facts.place = words.rowid"
        f" WHERE words MATCH ?{searched.conditions} ORDER BY words.rowid DESC LIMIT ?"
    )
    shelves = Counter(connection.execute(sql, [searched.match, *searched.parameters, most]))
    counts = {name: Counter() for name in FACETS}
    for shelf, *values in rows_of(connection, [shelf for (shelf,) in shelves]):
        for name, value in zip(FACETS, values, strict=True):
            if value:
                counts[name][value] += shelves[(shelf,)]
    return shelves.total(), {name: dict(found.most_common()) for name, found in counts.items()}


def rows_of(connection, shelves: list[int]):
    for start in range(0, len(shelves), 5000):
        some = shelves[start : start + 5000]
        marks = ", ".join("?" * len(some))
        yield from connection.execute(f"SELECT id, {COLUMNS} FROM shelves WHERE id IN ({marks})", some)
