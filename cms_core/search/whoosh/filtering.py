"""What a search is narrowed to, and the counts of its facets, by what is known of every page."""

from collections import Counter
from collections.abc import Iterable

from cms_core.search.filters import Filters, days
from cms_core.search.found import FACETS
from cms_core.search.whoosh.reader import Known

EQUAL = ("site", "portal", "organisation", "column_type", "kind", "theme", "validity")


def narrowed(known: Known, documents: Iterable[int], filters: Filters) -> list[int]:
    left = list(documents)
    for name in EQUAL:
        wanted = getattr(filters, name)
        if wanted not in (None, ""):
            values = known.facts[name]
            left = [doc for doc in left if values[doc] == wanted]
    if filters.columns:
        columns, values = set(filters.columns), known.facts["column"]
        left = [doc for doc in left if values[doc] in columns]
    first, last = days(filters)
    if first:
        left = [doc for doc in left if known.day[doc] >= first]
    if last:
        left = [doc for doc in left if known.day[doc] <= last]
    return left


def facets(known: Known, documents: list[int]) -> dict[str, dict]:
    """{facet: {value: count}}, most first."""
    counts = {name: Counter(map(known.facts[name].__getitem__, documents)) for name in FACETS}
    return {name: {value: count for value, count in found.most_common() if value} for name, found in counts.items()}
