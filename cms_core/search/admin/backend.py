"""The backend as `WAGTAILSEARCH_BACKENDS` names it, and its one index for all models."""

from modelsearch.backends.base import BaseIndex, BaseSearchBackend

from cms_core.search.admin import file
from cms_core.search.admin.compiler import QueryCompiler
from cms_core.search.admin.contents import place_of, texts_of
from cms_core.search.admin.rebuilding import Rebuilder
from cms_core.search.admin.results import Results
from cms_core.search.admin.rows import apply, packed


class Index(BaseIndex):
    """Writes at once. What editors save comes here by the outbox, which also keeps what could not be written."""

    def add_items(self, model, items):
        rows = [(place_of(item), packed(texts_of(item))) for item in items]
        with file.connections().writing() as connection:
            apply(connection, [row for row in rows if row[0] is not None], ())

    def delete_item(self, item):
        place = place_of(item)
        if place is not None:
            with file.connections().writing() as connection:
                apply(connection, (), [place])

    def reset(self):
        """An empty file, which the worker fills; until then titles are read instead."""
        file.renew()


class AdminSearchBackend(BaseSearchBackend):
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = QueryCompiler
    index_class = Index
    results_class = Results
    rebuilder_class = Rebuilder
    catch_indexing_errors = True


SearchBackend = AdminSearchBackend
