"""What a search answers, by any engine: hits with their facts and texts, how many there are, and their facets."""

from dataclasses import dataclass, field

from cms_core.search.analysis.question import Question
from cms_core.search.stored import unpacked

# What a search is narrowed by and counted by.
FACTS = ("site", "portal", "column", "column_type", "kind", "organisation", "theme", "validity")
FACETS = ("portal", "kind", "year", "organisation", "theme", "validity")
# Where fewer pages have all that was asked, any of its rarest pairs may do.
FEW = 3
# So many matches are counted, scored and sorted into facets, the newest where there are more.
COUNTED = 10_000
# How far pages of results go.
DEEPEST = 1000
# Weights of bm25 for title, body, marks, places: measured on known titles, 10 to 20 for the title is best.
WEIGHTS = (15.0, 1.0, 5.0, 0.0)
# A question in sentences is answered by a text; with more for titles it finds those that repeat its words.
LOOSE_WEIGHTS = (3.0, 1.0, 5.0, 0.0)
# The loose search: how far the pages of a pair are counted, and how many are read in all. So it takes all pairs in a
# small index and the rarest in a large one, where what stands on every twentieth page says little.
RARE = 4_000
LOOSE_READ = 30_000


def enough(question: Question) -> int:
    """So many that have all need none that have some: of a document that is asked for by its number there is one."""
    return 1 if question.number and not question.required else FEW


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
    """`total` is a lower bound where `more`. `loose` when pages were looked for that have only some of what was asked;
    then `strict` of them have it all, by relevance the first ones. `partial` where the index is still being filled:
    what it does not have may be there all the same."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    more: bool = False
    loose: bool = False
    strict: int = 0
    facets: dict[str, dict] = field(default_factory=dict)
    partial: bool = False
