"""A condition on any number of ids, handed over as one value: thousands that a search found, in one statement.

Raw SQL, for Django writes a place holder for each of a list of ids, of which SQLite allows 32,766 or fewer.
"""

import json
from collections.abc import Sequence

from django.db.models import BooleanField, Func, Q, Value

# So few are written one by one: then SQLite knows that there are few, and looks for each of them.
FEW = 500


def among(name: str, ids: Sequence[int]):
    """`queryset.filter(among("item", ids))`."""
    return Q(**{f"{name}__in": ids}) if len(ids) <= FEW else Among(name, ids)


class Among(Func):
    """The same for many."""

    output_field = BooleanField()
    arity = 2

    def __init__(self, name: str, ids: Sequence[int]):
        super().__init__(name, Value(json.dumps(ids)))

    def as_sqlite(self, compiler, connection, **context):
        return self._sql(compiler, "{} IN (SELECT value FROM json_each({}))")

    def as_postgresql(self, compiler, connection, **context):
        return self._sql(compiler, "{} = ANY(ARRAY(SELECT json_array_elements_text({}::json)::bigint))")

    def _sql(self, compiler, form: str):
        parts = [compiler.compile(one) for one in self.source_expressions]
        return form.format(*(sql for sql, _ in parts)), [value for _, values in parts for value in values]
