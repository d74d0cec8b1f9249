"""Search by substrings through the ORM, for when there is no index to ask: titles, descriptions, tags, no bodies."""

import unicodedata
from collections import OrderedDict
from functools import reduce
from operator import and_, or_

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Count, Q, TextField
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from cms_core.search.admin.families import declared

# Of the latest draft; of a file.
TITLES = ("draft_title", "name")
NOTHING = Q(pk__in=[])
EVERYTHING = ~NOTHING


def text_columns(model) -> list[str]:
    """Lookup paths of what the model declares and a column holds as text; with the title goes what else is one."""
    names = [name for name, _ in declared(model) if is_text(model, name)]
    if "title" in names:
        names += [name for name in TITLES if is_text(model, name)]
    return list(dict.fromkeys(names))


def is_text(model, path: str) -> bool:
    for name in path.split("__"):
        try:
            column = model._meta.get_field(name)
        except FieldDoesNotExist:
            return False  # an indexed method: not a column that can be asked
        model = column.related_model or model
    # Never a body: it is JSON, with its Chinese escaped.
    return isinstance(column, CharField | TextField) and column.get_internal_type() in ("CharField", "TextField")


def condition(query, names: list[str]) -> Q:
    if isinstance(query, MatchAll):
        return EVERYTHING
    if isinstance(query, PlainText | Fuzzy):
        words = [standing(word, names) for word in query.query_string.split()]
        return reduce(or_ if query.operator == "or" else and_, words) if words else NOTHING
    if isinstance(query, Phrase):
        return standing(query.query_string, names)
    if isinstance(query, Boost):
        return condition(query.subquery, names)
    if isinstance(query, Not):
        return ~condition(query.subquery, names)
    if isinstance(query, And):
        return reduce(and_, [condition(part, names) for part in query.subqueries], EVERYTHING)
    if isinstance(query, Or):
        return reduce(or_, [condition(part, names) for part in query.subqueries], NOTHING)
    return NOTHING


def standing(text: str, names: list[str]) -> Q:
    """Somewhere in these columns, in half width or as it was typed."""
    spellings = sorted({text, unicodedata.normalize("NFKC", text)})
    return reduce(or_, [Q(**{f"{name}__icontains": one}) for name in names for one in spellings], NOTHING)


def rows_with(compiler) -> "Rows":
    queryset = compiler.queryset
    names = text_columns(queryset.model)
    if compiler.fields:
        names = [name for name in names if name in compiler.fields or ("title" in compiler.fields and name in TITLES)]
    found = queryset.filter(condition(compiler.query, names))
    if any("__" in name for name in names):
        # A related row that matches twice must not show its owner twice; DISTINCT cannot compare JSON columns.
        found = queryset.filter(pk__in=found.order_by().values("pk"))
    return Rows(found.order_by("-pk") if compiler.order_by_relevance else found.order_by(*compiler.ordering))


class Rows:
    """Results that a queryset is by itself."""

    def __init__(self, queryset):
        self.queryset = queryset

    def rows(self, start: int, stop: int | None):
        return self.queryset[start:stop]

    def count(self) -> int:
        return self.queryset.count()

    def facet(self, name: str) -> OrderedDict:
        rows = self.queryset.order_by().values_list(name).annotate(found=Count("pk")).order_by("-found")
        return OrderedDict(rows)

    def score(self, row) -> None:
        return None
