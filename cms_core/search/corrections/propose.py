"""Proposing other spellings of a question that finds nothing or little."""

from dataclasses import dataclass, replace
from heapq import nlargest
from math import log

from cms_core.search.analysis.question import Part, Question
from cms_core.search.corrections import vocabulary
from cms_core.search.corrections.spellings import spellings
from cms_core.search.engine import Engine
from cms_core.search.filters import ANY, Filters
from cms_core.search.found import FEW

# What is asked of the index for one question: whether spellings stand anywhere, and what whole questions find.
MAX_TRIED = 12
MAX_PARTS = 3
# Where the question does find a page, another spelling must find so many times more.
FAR_MORE = 20


@dataclass(frozen=True)
class Correction:
    """A question that finds `frequency` pages (at least) under the same filters."""

    text: str
    frequency: int


def corrections(question: Question, engine: Engine, filters: Filters = ANY, limit: int = 3) -> list[Correction]:
    """Other spellings of a question that finds nothing or few, best first; none for what is quoted or is a number."""
    if question.is_quoted or question.number or question.excluded or question.too_long or not question.required:
        return []
    with vocabulary.opened() as known:
        return propose(question, engine, filters, limit, known) if known else []


def propose(question, engine, filters, limit, known) -> list[Correction]:
    tried: dict[str, int] = {}

    def frequency(text: str) -> int:
        if text not in tried:
            tried[text] = engine.frequency(text, most=1000)
        return tried[text]

    rare = [part for part in question.required if not part.mark and frequency(part.text) < FEW][:MAX_PARTS]
    if not rare:
        return []
    ways = [(0.0, question.required)]
    for part in rare:
        found = []
        for score, text in spellings(part.text, known)[:MAX_TRIED]:
            count = frequency(text)
            if count > FAR_MORE * frequency(part.text):
                found.append((score + log(count), text))
        found = nlargest(limit + 1, found)
        if not found:
            return []
        ways = [
            (score + more, tuple(Part.of(text) if one == part else one for one in parts))
            for score, parts in ways
            for more, text in found
        ]
    proposed = []
    for _, parts in nlargest(limit + 2, ways, key=lambda way: way[0]):
        total = engine.search(replace(question, required=parts, is_quoted=True), filters, size=1, order="date").total
        if total:
            proposed.append(Correction(" ".join(part.text for part in parts), total))
    return proposed[:limit]
