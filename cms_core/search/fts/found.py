"""What a search answers: hits with their facts and texts, how many there are, and their facets."""

from dataclasses import dataclass, field

from cms_core.search.fts.rows import number_in, unpacked
from cms_core.search.fts.schema import FACTS

FACT_COLUMNS = ", ".join(f'facts."{name}"' for name in FACTS)


@dataclass(frozen=True)
class Hit:
    """A page found; `score` is higher for better, 0 where order is by date."""

    page: int
    score: float
    title: str
    published: int  # seconds since 1970
    facts: dict
    number: str = ""  # the mark of its own document number without its sign: what `Number.token` is compared with
    packed: bytes = field(repr=False, default=b"")

    @property
    def body(self) -> str:
        return unpacked(self.packed)

    def opening(self, characters: int) -> str:
        """The beginning of the body, without the cost of a long rest."""
        return unpacked(self.packed, characters)


@dataclass(frozen=True)
class Found:
    """`total` is a lower bound where `more`; `loose` when no page has all that was asked."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    more: bool = False
    loose: bool = False
    facets: dict[str, dict] = field(default_factory=dict)


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
