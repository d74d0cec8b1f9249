"""Search of the admin by substring through the ORM: no index, no table of its own, nothing written at a save.

Wagtail's own database backend rewrites its whole table at every save of Chinese text and finds no part of a word that
has no blanks; substrings of titles and names are what an editor types. Text of bodies is not searched here.
"""

import unicodedata
from functools import reduce
from operator import and_, or_

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from modelsearch.backends.base import BaseSearchBackend
from modelsearch.backends.database.fallback import DatabaseSearchQueryCompiler, DatabaseSearchResults
from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

NOTHING = models.Q(pk__in=[])
EVERYTHING = ~NOTHING


def text_columns(model, kind, declared=None, prefix=""):
    """Lookup paths of the columns of `model` declared as `kind` that hold text, relations followed."""
    for field in model.get_search_fields() if declared is None else declared:
        try:
            column = model._meta.get_field(field.field_name)
        except FieldDoesNotExist:
            continue  # an indexed method: not a column that can be asked
        if isinstance(field, RelatedFields):
            yield from text_columns(column.related_model, kind, field.fields, f"{prefix}{field.field_name}__")
        elif isinstance(field, kind) and isinstance(column, models.CharField | models.TextField):
            yield f"{prefix}{field.field_name}"  # never a body: it is JSON, with its Chinese escaped


class PlainQueryCompiler(DatabaseSearchQueryCompiler):
    """Each word must stand somewhere in the searched columns, in half width or as it was typed."""

    kind = SearchField

    def get_fields_names(self):
        return [name for name in text_columns(self.queryset.model, self.kind) if not self.fields or name in self.fields]

    def build_single_term_filter(self, term):
        spellings = {term, unicodedata.normalize("NFKC", term)}
        found = [models.Q(**{f"{name}__icontains": text}) for name in self.fields_names for text in sorted(spellings)]
        return reduce(or_, found, NOTHING)

    def build_database_filter(self, query, boost=1.0):
        if isinstance(query, MatchAll):
            return EVERYTHING
        if isinstance(query, PlainText):
            terms = [self.build_single_term_filter(term) for term in query.query_string.split()]
            return reduce(or_ if query.operator == "or" else and_, terms) if terms else NOTHING
        if isinstance(query, Phrase | Fuzzy):
            return self.build_single_term_filter(query.query_string)
        if isinstance(query, Boost):
            return self.build_database_filter(query.subquery)
        if isinstance(query, Not):
            return ~self.build_database_filter(query.subquery)
        if isinstance(query, And):
            return reduce(and_, [self.build_database_filter(part) for part in query.subqueries], EVERYTHING)
        if isinstance(query, Or):
            return reduce(or_, [self.build_database_filter(part) for part in query.subqueries], NOTHING)
        return NOTHING


class PlainAutocompleteCompiler(PlainQueryCompiler):
    kind = AutocompleteField


class PlainResults(DatabaseSearchResults):
    """Rows in the order that the caller asked for, else newest first, so that pages of results never overlap."""

    def get_queryset(self):
        compiler = self.query_compiler
        queryset = compiler.queryset.filter(compiler.build_database_filter(compiler.query))
        if any("__" in name for name in compiler.fields_names):
            # A related row that matches twice must not show its owner twice; DISTINCT cannot compare JSON columns.
            queryset = compiler.queryset.filter(pk__in=queryset.order_by().values("pk"))
        if not queryset.query.order_by and not queryset.query.extra_order_by:
            queryset = queryset.order_by("-pk")
        return queryset[self.start : self.stop]


class PlainSearchBackend(BaseSearchBackend):
    query_compiler_class = PlainQueryCompiler
    autocomplete_query_compiler_class = PlainAutocompleteCompiler
    results_class = PlainResults


SearchBackend = PlainSearchBackend
