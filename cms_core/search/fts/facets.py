"""Facets: how many of the matches there are of each portal, kind, year, issuer, theme, validity."""

from collections import Counter

FACETS = ("portal", "kind", "year", "organisation", "theme", "validity")


def count_facets(connection, searched, most: int) -> dict[str, dict]:
    """{facet: {value: count}}, the most frequent first; of the newest `most` matches."""
    columns = ", ".join(f"facts.{name}" for name in FACETS)
    sql = (
        f"SELECT {columns} FROM words JOIN facts ON facts.place = words.rowid WHERE words MATCH ?{searched.conditions}"
        " ORDER BY words.rowid DESC LIMIT ?"
    )
    same = Counter(connection.execute(sql, [searched.match, *searched.parameters, most]))
    counts = {name: Counter() for name in FACETS}
    for values, count in same.items():
        for name, value in zip(FACETS, values, strict=True):
            if value:
                counts[name][value] += count
    return {name: dict(found.most_common()) for name, found in counts.items()}
