"""The hits at places of the index, with what is stored of them."""

from cms_core.search.found import FACTS, Hit
from cms_core.search.stored import number_in

FACT_COLUMNS = ", ".join(f'facts."{name}"' for name in FACTS)


def hits_at(connection, places: list[tuple[int, float]]) -> list[Hit]:
    marks = ", ".join("?" * len(places))
    rows = connection.execute(
        f"SELECT facts.place, page, title, published, body, marks, {FACT_COLUMNS} FROM facts JOIN texts USING (place)"
        f" WHERE facts.place IN ({marks})",
        [place for place, _ in places],
    )
    found = {row[0]: row for row in rows}
    return [
        Hit(page, score, title, published, dict(zip(FACTS, facts, strict=True)), number_in(marks), body)
        for score, (_, page, title, published, body, marks, *facts) in (
            (score, found[place]) for place, score in places if place in found
        )
    ]
