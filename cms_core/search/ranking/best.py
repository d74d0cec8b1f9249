"""A search in the order of the ranking, whichever backend finds: its best pages are read again, the rest follow."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from cms_core.search.analysis.question import Question
from cms_core.search.analysis.readings import bare
from cms_core.search.filters import Filters
from cms_core.search.ranking import weights
from cms_core.search.ranking.order import reranked
from cms_core.search.ranking.places import Place, Places

# Where not every match is read again, pages with just the title that was typed are looked for apart, so many at most.
TITLED = 5


def best(
    index,
    question: Question,
    filters: Filters,
    now: datetime,
    *,
    offset: int = 0,
    size: int = 20,
    facets: bool = False,
    here: Iterable[Place] = (),
    known: Places | None = None,
):
    """What `index.search` finds, by relevance: `here` and `known` as in `order.reranked`.

    The first `weights.DEPTH` are the same pages for every `offset`, so that no page of results repeats another's.
    """
    if offset >= weights.DEPTH:
        return index.search(question, filters, offset=offset, size=size, facets=facets)
    found = index.search(question, filters, size=max(weights.DEPTH, offset + size), facets=facets)
    top, rest = found.hits[: weights.DEPTH], found.hits[weights.DEPTH :]
    if found.total > len(top):
        have, title = {hit.page for hit in top}, bare(question.text)
        titled = [hit for hit in index.titled(question, filters, TITLED) if bare(hit.title) == title]
        missed = [hit for hit in titled if hit.page not in have]
        # In place of the last, which then stand on no page: nobody who typed a whole title reads so far down.
        top = [*top[: weights.DEPTH - len(missed)], *missed]
    ordered = reranked(question, top, now, loose=found.loose, here=here, known=known)
    return replace(found, hits=[*ordered, *rest][offset : offset + size])
