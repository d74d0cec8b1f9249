"""Searching: all parts of the question first; where fewer than three pages have them, any of its rarest pairs."""

from collections.abc import Set
from dataclasses import dataclass
from heapq import nsmallest
from math import log

from cms_core.search.analysis.question import Question
from cms_core.search.filters import Filters
from cms_core.search.found import DEEPEST, FEW, LOOSE_READ, LOOSE_WEIGHTS, RARE, WEIGHTS, Found, enough
from cms_core.search.whoosh.filtering import facets as facets_of
from cms_core.search.whoosh.filtering import narrowed
from cms_core.search.whoosh.matching import Matching, Phrase
from cms_core.search.whoosh.reader import Reader
from cms_core.search.whoosh.schema import WORDS

# bm25 as FTS5 has it: one length for all fields, frequencies weighted by field before they are damped.
K1, B = 1.2, 0.75
LEAST_IDF = 1e-6


@dataclass(frozen=True)
class Matched:
    """The pages matched, filtered, and the phrases that order them."""

    documents: list[int]
    phrases: list[Phrase]


def search(
    reader: Reader,
    question: Question,
    filters: Filters,
    hidden: Set[int] = frozenset(),
    *,
    order: str = "relevance",
    offset: int = 0,
    size: int = 20,
    facets: bool = False,
    loosen: bool = True,
    weights=WEIGHTS,
    loose_weights=LOOSE_WEIGHTS,
) -> Found:
    """`hidden` documents are not there. `order` is relevance or date (newest first). Hits beyond DEEPEST are not shown;
    totals and facets are exact.

    Loose hits come after those that have all; what was typed in quotation marks is not loosened.
    """
    if not question:
        return Found()
    matching = Matching(reader, hidden)
    matched = filtered(reader, matching.all_of(question), filters)
    strict: list[tuple[int, float]] = []
    loose, having_all = False, 0
    if len(matched.documents) < enough(question) and loosen and not question.is_quoted:
        wider = filtered(reader, matching.any_of(rarest(matching, question), question), filters)
        if len(wider.documents) > len(matched.documents):
            if order != "date":
                strict = ranked(reader, matched, order, FEW, weights)
            matched, having_all, loose, weights = wider, len(matched.documents), True, loose_weights
    end = max(0, min(offset + size, DEEPEST))
    have = {doc for doc, _ in strict}
    wide = ranked(reader, matched, order, end, weights)
    hits = [*strict, *(hit for hit in wide if hit[0] not in have)][max(0, offset) : end]
    return Found(
        hits=[reader.hit(doc, score) for doc, score in hits],
        total=len(matched.documents),
        loose=loose,
        strict=having_all,
        facets=facets_of(reader.known, matched.documents) if facets else {},
    )


def filtered(reader: Reader, found: tuple[set[int], list[Phrase]], filters: Filters) -> Matched:
    documents, phrases = found
    return Matched(narrowed(reader.known, documents, filters), phrases)


def ranked(reader: Reader, matched: Matched, order: str, size: int, weights) -> list[tuple[int, float]]:
    """(document, score) of the first, best or newest first."""
    rank = reader.known.rank
    if size <= 0:
        return []
    if order == "date":
        return [(doc, 0.0) for doc in nsmallest(size, matched.documents, key=rank.__getitem__)]
    scores = scored(reader, matched, weights)
    return [(doc, scores[doc]) for doc in nsmallest(size, scores, key=lambda doc: (-scores[doc], rank[doc]))]


def scored(reader: Reader, matched: Matched, weights) -> dict[int, float]:
    known, pages = reader.known, len(reader.known)
    scores = dict.fromkeys(matched.documents, 0.0)
    length, average = known.length, known.average or 1.0
    for phrase in matched.phrases:
        having = len(phrase)
        if not having:
            continue
        idf = max(LEAST_IDF, log((pages - having + 0.5) / (having + 0.5)))
        frequencies: dict[int, float] = {}
        for name, weight in zip(WORDS, weights, strict=False):
            counts = phrase.fields[name]
            # The fewer are asked about the more.
            for doc in counts.keys() & scores.keys() if len(counts) > len(scores) else counts:
                if doc in scores:
                    frequencies[doc] = frequencies.get(doc, 0.0) + weight * counts[doc]
        for doc, frequency in frequencies.items():
            damped = frequency + K1 * (1 - B + B * length[doc] / average)
            scores[doc] += idf * frequency * (K1 + 1) / damped
    return scores


def rarest(matching: Matching, question: Question) -> list[str]:
    """The rarest pairs of the question; the two first common ones only where no pair is rare."""
    counts = {token: frequency(matching, token) for token in question.pairs[:60]}
    chosen, read = [], 0
    for token in sorted((token for token, count in counts.items() if 0 < count < RARE), key=counts.get):
        read += counts[token]
        if chosen and read > LOOSE_READ:
            break
        chosen.append(token)
    return chosen or [token for token, count in counts.items() if count >= RARE][:2]


def frequency(matching: Matching, token: str) -> int:
    """On how many pages it stands, counted up to RARE."""
    if max(matching.reader.frequency(name, token) for name in WORDS) >= RARE:
        return RARE
    return len(matching.phrase((token,)))
