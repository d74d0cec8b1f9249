"""The newest of each of several columns in one statement: UNION ALL of one limited query a column.

Raw SQL, and why: Django refuses to combine sliced querysets on SQLite (it cannot put brackets around them), and
`column IN (…) ORDER BY … LIMIT` makes both databases sort all entries of those columns. So the query of one column is
compiled by Django, for whichever database it is, and repeated with the other columns' numbers, each wrapped in a
SELECT of its own, which both accept. Each part is read straight from the index: 60 columns of 50,000 entries cost what
60 of 50 do.
"""

from collections.abc import Iterable

from cms_core.models.entries import Entry

# Stands for the column while the query of one column is compiled; no page has this number.
ANY_COLUMN = -1
# SQLite takes 500 parts in a compound statement.
PARTS = 400


class Union:
    """Collects parts, then reads them all: one query for up to 400 parts."""

    def __init__(self):
        self.parts = []

    def add(self, entries, columns: Iterable[int]) -> None:
        """`entries`, a sliced queryset filtered by `column=ANY_COLUMN`, of each of `columns`."""
        sql, parameters = entries.query.sql_with_params()
        for column in columns:
            self.parts.append((sql, [column if value == ANY_COLUMN else value for value in parameters]))

    def read(self, tail: str = "") -> list[Entry]:
        """The entries of all parts, mixed, unless `tail` (ORDER BY and LIMIT, by the table's field names) says how.

        With a tail, more than 400 parts are each read with it; the caller merges.
        """
        found = []
        for start in range(0, len(self.parts), PARTS):
            some = self.parts[start : start + PARTS]
            union = " UNION ALL ".join(
                f"SELECT * FROM ({sql}) AS part_{number}" for number, (sql, _) in enumerate(some)
            )
            found += Entry.objects.raw(f"{union} {tail}", [value for _, parameters in some for value in parameters])
        return found
