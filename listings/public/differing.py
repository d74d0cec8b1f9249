"""Of an item on two days: whether anything differs that the public may know, told by the database.

Raw SQL, for neither `=` nor Django has a comparison for which two empty values are the same.
"""

import datetime

from django.db.models import BooleanField, Exists, F, Func, OuterRef

from listings import fields
from listings.values import MODELS


class Differ(Func):
    """Whether the first half of the values is another than the second half."""

    output_field = BooleanField()

    def as_sqlite(self, compiler, connection, **context):
        return self._sql(compiler, "IS NOT")

    def as_postgresql(self, compiler, connection, **context):
        return self._sql(compiler, "IS DISTINCT FROM")

    def _sql(self, compiler, operator: str):
        parts = [compiler.compile(one) for one in self.source_expressions]
        half = len(parts) // 2
        first, second = (", ".join(sql for sql, _ in side) for side in (parts[:half], parts[half:]))
        return f"(({first}) {operator} ({second}))", [value for _, values in parts for value in values]


def differs(kind: str, first: datetime.date, second: datetime.date) -> Exists:
    """Of a row of `Listed`: what its item says on the two days, where it says something on both."""
    versions, names = MODELS[kind].objects, [name for name in fields.may_be_shown(kind) if name != "since"]
    before = versions.on(first).filter(item=OuterRef("item"))
    before = before.filter(Differ(*(F(name) for name in names), *(OuterRef(name) for name in names)))
    return Exists(versions.on(second).filter(item=OuterRef("item")).filter(Exists(before)))
