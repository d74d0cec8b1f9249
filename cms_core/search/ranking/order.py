"""The order of the best pages: first what was asked for by name, then by score, what is out of force after the rest."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from cms_core.search.analysis.characters import fold
from cms_core.search.analysis.question import Question
from cms_core.search.ranking import weights
from cms_core.search.ranking.asked import Asked, in_figures
from cms_core.search.ranking.features import Features, Page
from cms_core.search.ranking.passages import Weighed
from cms_core.search.ranking.places import Place, Places, shipped


def reranked(
    question: Question,
    hits: Sequence,
    now: datetime,
    *,
    loose: bool = False,
    here: Iterable[Place] = (),
    known: Places | None = None,
) -> list:
    """`hits`, best first by the backend, in the order of this module.

    `loose` when pages may have only some of the words. `here` are the places a reader need not say, the portal's. A hit
    has `title`, `score`, `published`, `facts` (kind, validity), `number` (the token of its own document number) and
    `opening(characters)`, the beginning of its body.
    """
    if len(hits) < 2:
        return list(hits)
    known = known or shipped()
    asked = Asked.of(question, known)
    pages = read(hits, known, (lambda text: in_figures(fold(text))) if asked.articles else fold)
    texts = [page.text for page in pages]
    pairs, characters = Weighed.among(asked.pairs, texts), Weighed.among(asked.characters, texts)
    here = tuple(here)
    keys = [key(Features.of(asked, page, pairs, characters, here, now), loose) for page in pages]
    # Sorting keeps the backend's order where ours says nothing.
    return [hits[place] for place in sorted(range(len(hits)), key=keys.__getitem__)]


def key(features: Features, loose: bool) -> tuple:
    """Smaller is better. What is repealed stands after all in force that has the words too, not after what has not."""
    complete = features.complete or not loose
    penalty = 0.0 if complete or features.in_force else weights.REPEALED
    return (
        not features.named,
        not complete,
        (features.named or complete) and not features.in_force,
        -(features.score + penalty),
    )


def read(hits: Sequence, known: Places, folded: Callable[[str], str] = fold) -> list[Page]:
    """The hits folded, their texts only as far as the whole stays quick."""
    best = max(hit.score for hit in hits)
    left, pages = weights.READ_IN_ALL, []
    for place, hit in enumerate(hits):
        # Short texts leave what they do not use to those after them.
        body = folded(hit.opening(min(weights.READ, max(left // (len(hits) - place), 0))))
        left -= len(body)
        title = folded(hit.title)
        pages.append(
            Page(
                title=title,
                text=f"{title}\n{body}",
                relevance=hit.score / best if best > 0 else 0.0,
                published=hit.published,
                kind=hit.facts.get("kind", ""),
                validity=hit.facts.get("validity", ""),
                number=hit.number,
                places=known.named(title),
            )
        )
    return pages
