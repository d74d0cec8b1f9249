"""Results as Wagtail's paginators use them: sliced, counted, counted by a field."""

from modelsearch.backends.base import BaseSearchResults, FilterFieldError


class Results(BaseSearchResults):
    supports_facet = True

    def _do_search(self):
        selection = self.query_compiler.selection
        for row in selection.rows(self.start, self.stop):
            if self._score_field:
                setattr(row, self._score_field, selection.score(row))
            yield row

    def _do_count(self) -> int:
        """Exact up to `found.COUNTED`."""
        total = self.query_compiler.selection.count()
        return max(0, (total if self.stop is None else min(total, self.stop)) - self.start)

    def facet(self, field_name: str):
        if self.query_compiler._get_filterable_field(field_name) is None:
            model = self.query_compiler.queryset.model.__name__
            raise FilterFieldError(
                f'Cannot facet search results with field "{field_name}". Please add index.FilterField("{field_name}")'
                f" to {model}.search_fields.",
                field_name=field_name,
            )
        return self.query_compiler.selection.facet(field_name)
