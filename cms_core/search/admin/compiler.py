"""What is asked of whom: a query, the queryset that it is asked within, and in which order.

The filters of the queryset are not translated for the index: they say who may see a row, so the database answers them.
`check()` of the base class still refuses those that other backends would not have, which keeps callers portable.
"""

from functools import cached_property

from modelsearch.backends.base import BaseSearchQueryCompiler
from modelsearch.query import MatchAll, Not, PlainText

from cms_core.search.admin.contents import member_token
from cms_core.search.admin.expression import Words
from cms_core.search.admin.families import column_of, columns, declared, family_of
from cms_core.search.admin.selection import choose

# For each time that a field counts more than others. A title's is 2 for pages, 10 for pictures.
WEIGHT = 5.0
OWN_WEIGHTS = {"body": 1.0, "marks": 5.0, "keys": 2.0, "places": 0.0}


class QueryCompiler(BaseSearchQueryCompiler):
    """Of `search()` and `autocomplete()` alike: a bulk action must act on what its list has shown."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True

    @property
    def family(self):
        return family_of(self.queryset.model)

    @cached_property
    def match(self) -> str:
        """For FTS5: the words, of this model."""
        words = self.words()
        found = words.of(self.query)
        is_root = self.queryset.model is self.family.root
        return found if is_root else f"{words.everything} AND {found}"

    @cached_property
    def title_match(self) -> str:
        """The same within the fields that the model boosts most."""
        return f"({self.words(self.boosted).of(self.query)})"

    def words(self, fields=None) -> Words:
        names = fields or self.fields or ()
        return Words(member_token(self.queryset.model), [column_of(name) for name in names])

    @property
    def boosts(self) -> dict[str, float]:
        boosts: dict[str, float] = {}
        for name, field in declared(self.queryset.model):
            boosts[name] = max(boosts.get(name, 0), getattr(field, "boost", None) or 1)
        return boosts

    @property
    def boosted(self) -> list[str]:
        boosts = {name: boost for name, boost in self.boosts.items() if not self.fields or name in self.fields}
        return [name for name, boost in boosts.items() if boost == max(boosts.values())]

    @property
    def weights(self) -> list[float]:
        """Of all columns, for bm25."""
        own = {column_of(name): WEIGHT * boost for name, boost in self.boosts.items()} | OWN_WEIGHTS
        return [own.get(name, 0.0) for name in columns()]

    @property
    def asks_for_all(self) -> bool:
        return isinstance(self.query, MatchAll)

    @property
    def asks_for_nothing(self) -> bool:
        """MATCH_NONE, or words that are none."""
        query = self.query
        if isinstance(query, PlainText):
            return not query.query_string.strip()
        return isinstance(query, Not) and isinstance(query.subquery, MatchAll)

    @property
    def ordering(self) -> tuple:
        """What the caller asked rows to be ordered by, ended by the key: pages of results must not overlap."""
        asked = self.queryset.query
        if asked.extra_order_by:
            return tuple(asked.extra_order_by)
        return (*asked.order_by, "-pk")

    @cached_property
    def selection(self):
        """The rows that are found; made once for all slices of the results."""
        return choose(self)
