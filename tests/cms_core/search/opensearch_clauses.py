"""The clauses of OpenSearch queries that our client uses, each as {document: score}; see `opensearch_query`."""

import math
from collections import Counter, defaultdict


class BadRequest(Exception):
    pass


def keyword(value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def only(about: dict, *known: str) -> None:
    if unknown := set(about) - set(known):
        raise BadRequest(f"unknown keys {sorted(unknown)}")


def match_all(contents, about):
    return dict.fromkeys(contents.visible, 1.0)


def multi_match(contents, about):
    only(about, "query", "type", "fields", "tie_breaker")
    if about["type"] != "phrase":
        raise BadRequest(about["type"])
    found = defaultdict(list)
    for named in about["fields"]:
        field, _, boost = named.partition("^")
        for page, score in contents.phrase(field, about["query"].split(), float(boost or 1)).items():
            found[page].append(score)
    tie = about.get("tie_breaker", 0.0)
    return {page: max(scores) + tie * (sum(scores) - max(scores)) for page, scores in found.items()}


def term(contents, about):
    ((field, value),) = about.items()
    value, boost = (value["value"], value.get("boost", 1)) if isinstance(value, dict) else (value, 1)
    if contents.type_of(field) == "text":
        return contents.phrase(field, [value], boost)
    return contents.exact(field, lambda one: one == keyword(value))


def terms(contents, about):
    ((field, values),) = about.items()
    if len(values) > 65_536:
        raise BadRequest("too many terms")
    wanted = set(map(keyword, values))
    return contents.exact(field, wanted.__contains__)


def prefix(contents, about):
    ((field, start),) = about.items()
    if contents.type_of(field) != "keyword":
        raise BadRequest(f"[{field}] is no keyword")
    return contents.exact(field, lambda one: one.startswith(start))


def in_range(contents, about):
    ((field, limits),) = about.items()
    only(limits, "gte", "lte")
    if contents.type_of(field) not in ("integer", "long"):
        raise BadRequest(f"[{field}] is no number")
    low, high = limits.get("gte", -math.inf), limits.get("lte", math.inf)
    return contents.exact(field, lambda one: low <= int(one) <= high)


def in_bool(contents, about):
    only(about, "must", "filter", "must_not", "should", "minimum_should_match")
    scores = None
    for query in about.get("must", []):
        found = contents.matching(query)
        scores = found if scores is None else {page: scores[page] + found[page] for page in scores.keys() & found}
    for query in about.get("filter", []):
        found = contents.matching(query)
        scores = dict.fromkeys(found, 0.0) if scores is None else {page: scores[page] for page in scores.keys() & found}
    if ways := [contents.matching(query) for query in about.get("should", [])]:
        have = Counter(page for way in ways for page in way)
        least = about.get("minimum_should_match", 1 if scores is None else 0)
        start = dict.fromkeys(contents.visible, 0.0) if scores is None else scores
        scores = {
            page: start[page] + sum(way.get(page, 0.0) for way in ways) for page in start if have.get(page, 0) >= least
        }
    scores = match_all(contents, {}) if scores is None else scores
    for query in about.get("must_not", []):
        found = contents.matching(query)
        scores = {page: score for page, score in scores.items() if page not in found}
    return scores


QUERIES = {
    "match_all": match_all,
    "multi_match": multi_match,
    "term": term,
    "terms": terms,
    "prefix": prefix,
    "range": in_range,
    "bool": in_bool,
}
