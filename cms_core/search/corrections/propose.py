"""Proposing other spellings of a question that finds nothing or little."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import product
from math import log

from cms_core.search.analysis.question import Part, Question, question_words
from cms_core.search.corrections import vocabulary
from cms_core.search.corrections.numbers import near_numbers
from cms_core.search.corrections.spellings import spellings
from cms_core.search.corrections.vocabulary import Exhausted, Vocabulary
from cms_core.search.corrections.written import written
from cms_core.search.engine import Engine
from cms_core.search.filters import ANY, Filters
from cms_core.search.found import FEW

# How often the index is asked for one question where parts and their spellings stand; measured ones need 17 at most.
MAX_ASKED = 30
MAX_TRIED = 12
MAX_PARTS = 3
# Where a part does stand on a page or two, another spelling must stand on so many times more.
FAR_MORE = 50
# A piece of a sentence is read for itself, where it is about as long as an expression.
PIECE = range(3, 11)
# These join expressions in a sentence; whatever stands beside them is likely there.
JOINING = frozenset("是的了在有和与及或为对将被把让使由从到以向")


@dataclass(frozen=True)
class Correction:
    """A question that finds `frequency` pages (at least) under the same filters."""

    text: str
    frequency: int


@dataclass(frozen=True)
class Asked:
    """What is asked of the index, each text once, at most MAX_ASKED of them."""

    engine: Engine
    known: Vocabulary
    tried: dict[str, int]

    def frequency(self, text: str) -> int:
        if text not in self.tried:
            if len(self.tried) >= MAX_ASKED:
                raise Exhausted
            self.tried[text] = self.engine.frequency(text, most=1000)
        return self.tried[text]


def corrections(question: Question, engine: Engine, filters: Filters = ANY, limit: int = 3) -> list[Correction]:
    """Other spellings of a question that has few pages with all of it, best first; none for what is quoted, nor for
    what is so far from anything known that looking for it would take too long."""
    if question.is_quoted or question.excluded or question.too_long or question.left_out:
        return []
    if question.number:
        return near_numbers(question, engine, filters, limit, Correction)
    with vocabulary.opened() as known:
        try:
            return propose(question, engine, filters, limit, known) if known else []
        except Exhausted:
            return []


def propose(question, engine, filters, limit, known) -> list[Correction]:
    asked = Asked(engine, known, {})
    parts = [part for part in question.required if not part.mark]
    rare = [part for part in parts if not asked.frequency(part.text)]
    rare = (rare or [part for part in parts if asked.frequency(part.text) < FEW])[:MAX_PARTS]
    whole = [ways(asked, part, wholly) for part in rare]
    if rare and all(whole):
        return found(question, rare, whole, engine, filters, limit, exactly=True)
    pieces = [(part, way) for part in rare for way in [ways(asked, part, by_pieces)] if way]
    if not pieces:
        return []
    return found(question, *zip(*pieces, strict=True), engine, filters, limit, exactly=False)


def ways(asked: Asked, part: Part, way: Callable) -> list[tuple[float, str]]:
    """(score, text) of what may have been meant by a part, best first."""
    return nlargest(4, way(asked, part.text))


def wholly(asked: Asked, typed: str):
    for score, text in spellings(typed, asked.known)[:MAX_TRIED]:
        if (count := asked.frequency(text)) > FAR_MORE * asked.frequency(typed):
            yield score + log(count), text


def by_pieces(asked: Asked, typed: str):
    """A sentence stands nowhere, right or wrong; but an expression in it that stands nowhere may be mistyped."""
    for piece in question_words().split(typed):
        if len(piece) not in PIECE or piece == typed or asked.frequency(piece):
            continue
        usual = asked.known.likely(piece)
        for score, text in spellings(piece, asked.known)[:MAX_TRIED]:
            if len(text) != len(piece) or asked.known.likely(text) < usual or changed(piece, text) & JOINING:
                continue
            if (count := asked.frequency(text)) >= FEW:
                yield score + log(count), typed.replace(piece, text, 1)


def changed(typed: str, text: str) -> set[str]:
    return {one for one, other in zip(typed, text, strict=True) if one != other}


def found(question, rare, whole, engine, filters, limit, *, exactly) -> list[Correction]:
    """The likeliest questions with the rare parts replaced, of those that do find something."""
    proposed = []
    for way in nlargest(limit + 2, product(*whole), key=lambda way: sum(score for score, _ in way)):
        others = {part: Part.of(text) for part, (_, text) in zip(rare, way, strict=True)}
        parts = tuple(others.get(part, part) for part in question.required)
        other = replace(question, required=parts, is_quoted=exactly)  # what is quoted is not loosened
        if total := engine.search(other, filters, size=1, order="date").total:
            proposed.append(
                Correction(written(question.text, [(part.text, other.text) for part, other in others.items()]), total)
            )
    return proposed[:limit]
