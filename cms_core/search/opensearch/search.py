"""Searching: all parts of the question first; where fewer than three pages have them, any of its rarest pairs."""

from zlib import crc32

from cms_core.search.analysis.question import Question
from cms_core.search.filters import Filters
from cms_core.search.found import COUNTED, DEEPEST, FACETS, FEW, LOOSE_READ, RARE, Found, Hit, enough
from cms_core.search.opensearch.document import hit_of
from cms_core.search.opensearch.query import all_of, any_of, phrase
from cms_core.search.opensearch.server import Server, encoded, line_of, refusal

NEWEST = [{"published": "desc"}, {"page": "desc"}]
# So many values of a facet are counted, the most frequent ones.
SIZES = {"portal": 500, "kind": 50, "year": 200, "organisation": 500, "theme": 200, "validity": 20}
NUMBERS = ("portal", "year", "organisation")
MAX_PAIRS = 60


class Search:
    """One search of the index known as `alias`; every page of its results by the same copy of the index, if it may."""

    def __init__(self, server: Server, alias: str, question: Question, filters: Filters, order: str, facets: bool):
        self.server, self.alias, self.question, self.filters = server, alias, question, filters
        self.order, self.facets = order, facets

    def run(self, offset: int, size: int, loosen: bool = True) -> Found:
        strict = self.ask(all_of(self.question, self.filters), offset, size)
        if total(strict) >= enough(self.question) or not loosen or self.question.is_quoted:
            return self.found(strict, hits(strict))
        wider = self.wider()
        if not wider:
            return self.found(strict, hits(strict))
        if self.order == "date":
            loose = self.ask(wider, offset, size)
            chosen = loose if total(loose) > total(strict) else strict
            return self.found(chosen, hits(chosen), total(strict) if chosen is loose else None)
        # Those that have all come before those that have some.
        loose = self.ask(wider, 0, offset + size)
        if total(loose) <= total(strict):
            return self.found(strict, hits(strict))
        first = hits(strict) if offset == 0 else hits(self.ask(all_of(self.question, self.filters), 0, FEW))
        have = {hit.page for hit in first}
        merged = [*first, *(hit for hit in hits(loose) if hit.page not in have)]
        return self.found(loose, merged[offset : min(offset + size, DEEPEST)], total(strict))

    def ask(self, query: dict, offset: int, size: int) -> dict:
        size = max(0, min(size, DEEPEST - offset))
        body = {
            "query": query,
            "from": offset if size else 0,
            "size": size,
            "sort": NEWEST if self.order == "date" else ["_score", *NEWEST],
            "track_total_hits": COUNTED + 1,
            "timeout": f"{self.server.seconds}s",
        }
        if self.facets:
            body["aggs"] = {name: {"terms": {"field": name, "size": SIZES[name]}} for name in FACETS}
        copy = f"q{crc32(encoded(self.question.text)):08x}"
        # Half an answer of some parts of the index would be a wrong one.
        path = f"/{self.alias}/_search?allow_partial_search_results=false&preference={copy}"
        return self.server.ask("POST", path, body)

    def wider(self) -> dict | None:
        """Any of the rarest pairs; the two first common ones only where no pair is rare."""
        pairs = self.question.pairs[:MAX_PAIRS]
        counts = dict(zip(pairs, self.counts(pairs), strict=True))
        chosen, read = [], 0
        for token in sorted((token for token, count in counts.items() if 0 < count < RARE), key=counts.get):
            read += counts[token]
            if chosen and read > LOOSE_READ:
                break
            chosen.append(token)
        chosen = chosen or [token for token, count in counts.items() if count >= RARE][:2]
        return any_of(chosen, self.question, self.filters) if chosen else None

    def counts(self, pairs: list[str]) -> list[int]:
        """On how many pages each stands, counted up to RARE; in one request."""
        if not pairs:
            return []
        lines = []
        for token in pairs:
            lines += ["{}", line_of({"query": phrase([token]), "size": 0, "track_total_hits": RARE})]
        answer = self.server.ask("POST", f"/{self.alias}/_msearch", lines)
        for one in answer["responses"]:
            if "error" in one:
                raise refusal(self.server.nodes[0].host, one.get("status", 500), one)
        return [total(one) for one in answer["responses"]]

    def found(self, answer: dict, chosen: list[Hit], strict: int | None = None) -> Found:
        """`strict` of them have all that was asked, where others may do."""
        number = total(answer)
        return Found(
            hits=chosen,
            total=min(number, COUNTED),
            more=number > COUNTED,
            loose=strict is not None,
            strict=strict or 0,
            facets=self.counted(answer),
        )

    def counted(self, answer: dict) -> dict[str, dict]:
        if not self.facets:
            return {}
        counts = {}
        for name in FACETS:
            buckets = answer["aggregations"][name]["buckets"]
            read = int if name in NUMBERS else str
            counts[name] = {read(bucket["key"]): bucket["doc_count"] for bucket in buckets}
        return counts


def total(answer: dict) -> int:
    return answer["hits"]["total"]["value"]


def hits(answer: dict) -> list[Hit]:
    return [hit_of(found) for found in answer["hits"]["hits"]]
