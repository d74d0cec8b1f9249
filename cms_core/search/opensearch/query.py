"""A question and filters in the server's query language; all values are data, nothing that was typed is syntax."""

from cms_core.search.analysis.question import Number, Part, Question
from cms_core.search.filters import Filters, days
from cms_core.search.found import WEIGHTS
from cms_core.search.opensearch.document import first_character

TITLE, BODY, MARK, _ = WEIGHTS
# Less than FTS5 gives: there a title adds to how often a word stands, here it is scored apart and added, and being
# short scores high by itself. On the development questions 3 gave nDCG@10 0.897, 1 0.914, this 0.917 (with BM25 as
# Lucene has it in the tests' stand-in; no server was measured).
LOOSE_TITLE = 0.4
WORDS = (f"title_words^{TITLE:g}", f"body_words^{BODY:g}", f"marks^{MARK:g}")
LOOSE_WORDS = (f"title_words^{LOOSE_TITLE:g}", f"body_words^{BODY:g}", f"marks^{MARK:g}")
CHARS = (f"title_chars^{TITLE:g}", f"body_chars^{BODY:g}")
COMPARED = ("site", "portal", "organisation", "column_type", "kind", "theme", "validity")
# The server refuses more than 1,024 clauses: tokens times fields. Synonyms that would pass it are left out.
MAX_TOKENS = 300


def phrase(tokens, prefix: bool = False, words=WORDS) -> dict:
    """These in a row in one of the fields; the sum of what the fields score, for a title does not make up a body."""
    asked = [first_character(token) for token in tokens] if prefix else tokens
    fields = list(CHARS if prefix else words)
    return {"multi_match": {"query": " ".join(asked), "type": "phrase", "fields": fields, "tie_breaker": 1.0}}


def mark(token: str) -> dict:
    return {"term": {"marks": {"value": token, "boost": MARK}}}


def any_one(ways: list[dict]) -> dict:
    return ways[0] if len(ways) == 1 else {"bool": {"should": ways, "minimum_should_match": 1}}


def part(asked: Part, others=()) -> dict:
    ways = [phrase(asked.tokens, asked.prefix)] if asked.tokens else []
    ways += [mark(asked.mark)] if asked.mark else []
    return any_one([*ways, *(part(other) for other in others)])


def number(asked: Number) -> dict:
    """As a mark of its own or of a citation, or spelled so in a text."""
    ways = [mark(sign + asked.token) for sign in "#@" if asked.token]
    if asked.part.tokens:
        ways.append(phrase(asked.part.tokens, asked.part.prefix))
    return any_one(ways)


def all_of(question: Question, filters: Filters) -> dict:
    """Every part must be there, none that is excluded."""
    wanted = [number(question.number)] if question.number else []
    room = MAX_TOKENS - sum(len(asked.tokens) for asked in (*question.required, *question.excluded))
    for asked in question.required:
        others = []
        for other in asked.others:
            if other.tokens and len(other.tokens) <= room:
                room -= len(other.tokens)
                others.append(other)
        wanted.append(part(asked, others))
    return bounded(wanted, question, filters)


def any_of(tokens, question: Question, filters: Filters) -> dict:
    return bounded([any_one([phrase([token], words=LOOSE_WORDS) for token in tokens])], question, filters)


def bounded(wanted: list[dict], question: Question, filters: Filters) -> dict:
    excluded = [phrase(asked.tokens, asked.prefix) for asked in question.excluded]
    return {"bool": {"must": wanted, "filter": narrowed(filters), "must_not": excluded}}


def narrowed(filters: Filters) -> list[dict]:
    found = [
        {"term": {name: value}} for name in COMPARED if (value := getattr(filters, name)) is not None and value != ""
    ]
    if filters.columns:
        found.append({"terms": {"column": list(filters.columns)}})
    first, last = days(filters)
    if first or last:
        found.append({"range": {"day": {**({"gte": first} if first else {}), **({"lte": last} if last else {})}}})
    return found
