"""What is measured of one page against a question; each from 0 to 1, weighted in `weights`."""

from dataclasses import dataclass
from datetime import datetime

from cms_core.search.analysis.readings import bare
from cms_core.search.ranking import weights
from cms_core.search.ranking.asked import Asked
from cms_core.search.ranking.passages import Weighed, best_passage, characters_in_best, earliness
from cms_core.search.ranking.places import Place, is_elsewhere
from cms_core.search.ranking.runs import runs_in

OUT_OF_FORCE = frozenset({"repealed", "expired"})
DAY = 86_400


@dataclass(frozen=True)
class Page:
    """A candidate as it was read, folded: `text` is the title and the opening of the body, for a title may say it all;
    `relevance` is a share of the best page's."""

    title: str
    text: str
    relevance: float
    published: float = 0  # seconds since 1970
    kind: str = ""
    validity: str = ""
    number: str = ""  # token of its own document number
    places: frozenset[Place] = frozenset()  # that its title names


@dataclass(frozen=True)
class Features:
    """`named`: asked for by its whole title or number; `complete`: it has every word that was asked, as far as read."""

    named: bool
    complete: bool
    in_force: bool
    score: float
    parts: dict[str, float]

    @classmethod
    def of(
        cls, asked: Asked, page: Page, pairs: Weighed, characters: Weighed, here: tuple[Place, ...], now: datetime
    ) -> "Features":
        title = bare(page.title)
        passage, start = best_passage(page.text, pairs)
        runs, complete = runs_in(asked.pieces, page.text)
        phrase = bool(asked.title) and asked.title in title
        in_force = page.validity not in OUT_OF_FORCE
        parts = {
            "RELEVANCE": page.relevance,
            "PASSAGE": passage,
            "RUNS": runs,
            "CHARACTERS": characters_in_best(page.text, characters),
            "EARLY": earliness(start) if passage else 0.0,
            "ELSEWHERE": float(is_elsewhere(page.places, asked.places, here)),
            "TITLE_WORDS": float(bool(asked.pieces) and all(bare(piece) in title for piece in asked.pieces)),
            "TITLE_PHRASE": float(phrase),
            "TITLE_SHARE": len(asked.title) / len(title) if phrase else 0.0,
            "FRESH": freshness(page.published, now),
        }
        score = sum(getattr(weights, name) * value for name, value in parts.items())
        return cls(
            named=asked.names(title, page.number),
            complete=complete,
            in_force=in_force,
            score=score + weights.KIND.get(page.kind, 0.0),
            parts=parts,
        )


def freshness(published: float, now: datetime) -> float:
    """1 for today, half of it after so many days; nothing for what has no date."""
    if published <= 0:
        return 0.0
    days = max(0.0, (now.timestamp() - published) / DAY)
    return 0.5 ** (days / weights.FRESH_DAYS)
