"""Titles by how they begin: of pages whose title is what was typed, and suggestions while it is typed."""

from collections.abc import Set

from cms_core.search.analysis.characters import fold
from cms_core.search.analysis.question import Question
from cms_core.search.analysis.readings import part_of_beginning
from cms_core.search.analysis.tokens import phrase
from cms_core.search.analysis.typed import Typed
from cms_core.search.filters import Filters
from cms_core.search.found import Hit
from cms_core.search.suggested import MAX_KEYS, MAX_NEWEST, suggested
from cms_core.search.whoosh.filtering import narrowed
from cms_core.search.whoosh.matching import Matching
from cms_core.search.whoosh.postings import PLACES
from cms_core.search.whoosh.reader import Reader


def titled(reader: Reader, question: Question, filters: Filters, hidden: Set[int], size: int) -> list[Hit]:
    """The shortest titles first, for the whole title is what was typed; their score is 0."""
    tokens, prefix = phrase(fold(question.text))
    if not tokens or prefix:
        return []
    starts = Matching(reader).starts("title", tuple(tokens))
    documents = {start // PLACES for start in starts if not start % PLACES} - hidden - reader.known.gone
    found = narrowed(reader.known, documents, filters)
    titles = {doc: len(reader.title(doc)) for doc in found}
    first = sorted(found, key=lambda doc: (titles[doc], reader.known.rank[doc]))[:size]
    return [reader.hit(doc, 0.0) for doc in first]


def suggest(reader: Reader, typed: str, filters: Filters, hidden: Set[int], size: int) -> list[str]:
    asked = Typed.of(typed)
    if not asked.beginning:
        return []
    documents = begun(reader, asked.sought)
    few = len(documents) < MAX_KEYS
    if not few:
        documents = reader.counts("starts", part_of_beginning(asked.sought)).keys()
    only = Filters(site=filters.site, portal=filters.portal)
    found = sorted(narrowed(reader.known, documents - hidden, only), key=reader.known.rank.__getitem__)
    return suggested(asked, map(reader.opening, found if few else found[:MAX_NEWEST]), size)


def begun(reader: Reader, beginning: str) -> set[int]:
    """Documents with such a key, at least MAX_KEYS where there are more."""
    documents: set[int] = set()
    for key in reader.begun("keys", beginning, MAX_KEYS):
        documents.update(reader.counts("keys", key))
        if len(documents) >= MAX_KEYS:
            break
    return documents
