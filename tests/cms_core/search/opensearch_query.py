"""The part of OpenSearch's query language that our client uses, over documents in memory; see `opensearch_stand_in`.

Text is parted at blanks, with a gap of 100 places between the values of a list; scores are BM25 as Lucene reckons it.
"""

import math
from collections import Counter, defaultdict

from tests.cms_core.search.opensearch_clauses import QUERIES, BadRequest, keyword, only

GAP = 100
K1, B = 1.2, 0.75
WINDOW = 10_000
EXACT = ("keyword", "long", "integer", "boolean")
SEARCH_KEYS = {
    "query", "from", "size", "sort", "track_total_hits", "timeout", "aggs", "_source", "search_after",
}  # fmt: skip


class Contents:
    """An index: what was written becomes visible when it is refreshed."""

    def __init__(self, definition: dict):
        self.definition = definition
        self.properties = definition["mappings"]["properties"]
        self.documents: dict[str, dict] = {}
        self.visible: dict[str, dict] = {}
        self.changed: set[str] = set()
        self.postings: dict[str, dict[str, dict[str, list[int]]]] = defaultdict(lambda: defaultdict(dict))
        self.lengths: dict[str, dict[str, int]] = defaultdict(dict)

    def write(self, verb: str, page: str, source: dict | None) -> dict:
        there = page in self.documents
        if verb == "create" and there:
            reason = f"[{page}]: version conflict, document already exists (current version [1])"
            return {"status": 409, "error": {"type": "version_conflict_engine_exception", "reason": reason}}
        if verb == "delete":
            self.documents.pop(page, None)
            self.changed.add(page)
            return {"status": 200 if there else 404, "result": "deleted" if there else "not_found"}
        for name in source:
            if name not in self.properties:
                reason = f"mapping set to strict, dynamic introduction of [{name}] within [_doc] is not allowed"
                return {"status": 400, "error": {"type": "strict_dynamic_mapping_exception", "reason": reason}}
        self.documents[page] = source
        self.changed.add(page)
        return {"status": 200 if there else 201, "result": "updated" if there else "created"}

    def refresh(self) -> None:
        for page in self.changed:
            if old := self.visible.pop(page, None):
                for field in self.texts(old):
                    self.lengths[field].pop(page, None)
                    for token in {token for token, _ in places(old[field])}:
                        self.postings[field][token].pop(page, None)
            if page in self.documents:
                new = self.visible[page] = self.documents[page]
                for field in self.texts(new):
                    for token, place in places(new[field]):
                        self.postings[field][token].setdefault(page, []).append(place)
                        self.lengths[field][page] = self.lengths[field].get(page, 0) + 1
        self.changed.clear()

    def texts(self, document):
        return [field for field in document if self.properties[field]["type"] == "text"]

    def type_of(self, field: str) -> str:
        about = self.properties.get(field)
        if about is None or about.get("index") is False:
            raise BadRequest(f"cannot search on field [{field}]")
        return about["type"]

    def kept(self, document: dict) -> dict:
        """What `_source` of the mapping keeps of a document."""
        names = self.definition["mappings"]["_source"]["includes"]
        return {name: value for name, value in document.items() if name in names}

    def matching(self, query: dict) -> dict[str, float]:
        """{document: score}"""
        ((verb, about),) = query.items()
        if verb not in QUERIES:
            raise BadRequest(f"unknown query [{verb}]")
        return QUERIES[verb](self, about)

    def exact(self, field: str, wanted) -> dict[str, float]:
        """Documents of which a value of the field is `wanted(value as a keyword)`."""
        self.type_of(field)
        return {
            page: 1.0
            for page, document in self.visible.items()
            if field in document and any(wanted(keyword(value)) for value in listed(document[field]))
        }

    def phrase(self, field: str, tokens: list[str], boost: float = 1.0) -> dict[str, float]:
        if self.type_of(field) != "text":
            raise BadRequest(f"[{field}] is no text")
        found = [self.postings[field].get(token, {}) for token in tokens]
        if not found or not all(found):
            return {}
        lengths, total = self.lengths[field], len(self.lengths[field])
        average = sum(lengths.values()) / total
        weight = boost * sum(math.log(1 + (total - len(one) + 0.5) / (len(one) + 0.5)) for one in found)
        scores = {}
        for page in set.intersection(*(set(one) for one in found)):
            starts = set.intersection(*({at - step for at in one[page]} for step, one in enumerate(found)))
            if starts:
                scores[page] = weight * len(starts) / (len(starts) + K1 * (1 - B + B * lengths[page] / average))
        return scores


def places(value):
    at = 0
    for text in listed(value):
        for token in text.split():
            yield token, at
            at += 1
        at += GAP


def listed(value) -> list:
    return value if isinstance(value, list) else [value]


def search(contents: Contents, body: dict) -> dict:
    only(body, *SEARCH_KEYS)
    first, size = body.get("from", 0), body.get("size", 10)
    if first + size > WINDOW:
        raise BadRequest(f"Result window is too large, from + size must be less than or equal to: [{WINDOW}]")
    scores = contents.matching(body["query"])
    order = body.get("sort", ["_score"])
    rows = sorted((sort_key(contents, order, page, score), page) for page, score in scores.items())
    if "search_after" in body:
        after = signed(order, body["search_after"])
        rows = [row for row in rows if row[0] > after]
    hits = [hit(contents, body, order, page, scores[page]) for _, page in rows[first : first + size]]
    told = {"took": 1, "timed_out": False, "hits": {"max_score": None, "hits": hits}}
    if limit := body.get("track_total_hits", WINDOW):
        relation = "gte" if len(scores) > limit else "eq"
        told["hits"]["total"] = {"value": min(len(scores), limit), "relation": relation}
    if "aggs" in body:
        told["aggregations"] = {name: buckets(contents, scores, about) for name, about in body["aggs"].items()}
    return told


def sort_values(contents, order, page, score) -> list:
    return [score if by == "_score" else contents.visible[page][next(iter(by))] for by in order]


def signed(order, values) -> list:
    return [
        value if by != "_score" and next(iter(by.values())) == "asc" else -value
        for by, value in zip(order, values, strict=True)
    ]


def sort_key(contents, order, page, score) -> list:
    return signed(order, sort_values(contents, order, page, score))


def hit(contents, body, order, page, score) -> dict:
    source = contents.kept(contents.visible[page])
    if isinstance(wanted := body.get("_source"), list):
        source = {name: value for name, value in source.items() if name in wanted}
    shown = score if "_score" in order else None
    values = sort_values(contents, order, page, score)
    return {"_index": "stand-in", "_id": page, "_score": shown, "_source": source, "sort": values}


def buckets(contents, scores, about) -> dict:
    only(about, "terms")
    field, size = about["terms"]["field"], about["terms"]["size"]
    if contents.type_of(field) not in EXACT:
        raise BadRequest(f"Text fields are not optimised for aggregations: [{field}]")
    counts = Counter(keyword(contents.visible[page][field]) for page in scores if field in contents.visible[page])
    most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    rest = sum(count for _, count in most[size:])
    found = [{"key": key, "doc_count": count} for key, count in most[:size]]
    return {"doc_count_error_upper_bound": 0, "sum_other_doc_count": rest, "buckets": found}
