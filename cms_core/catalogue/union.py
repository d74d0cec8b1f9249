"""The newest of each of several columns in one statement: UNION ALL of one limited query a column.

Raw SQL, and why: Django refuses to combine sliced querysets on SQLite (it cannot put brackets around them), and
`column IN (…) ORDER BY … LIMIT` makes both databases sort all entries of those columns. So the query of one column is
compiled by Django, for whichever database it is, and repeated with the other columns' numbers, each wrapped in a
SELECT of its own, which both accept. The parts hold keys only and are read from the index alone; whole rows are read
of what is left: 60 columns of 50,000 entries cost what 60 of 50 do.
"""

from collections.abc import Iterable

from cms_core.models.entries import Entry

# Stands for the column while the query of one column is compiled; no page has this number.
ANY_COLUMN = -1
# SQLite takes 500 parts in a compound statement.
PARTS = 400
KEYS = ("page_id", "published_at", "pinned")


class Union:
    """Collects parts in groups, then reads the entries of all: one query, unless there are very many parts."""

    def __init__(self):
        self.groups = []

    def add(self, entries, columns: Iterable[int], tail: str = "") -> None:
        """A group: `entries`, a sliced queryset filtered by `column=ANY_COLUMN`, of each of `columns`.

        `tail`, an ORDER BY with LIMIT over KEYS, says which of them all are wanted; of more than 400 columns it says so
        for each 400, and the caller merges.
        """
        sql, parameters = entries.values(*KEYS).query.sql_with_params()
        columns = list(columns)
        for start in range(0, len(columns), PARTS):
            some = columns[start : start + PARTS]
            parts = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part_{place}" for place in range(len(some)))
            filled = [column if value == ANY_COLUMN else value for column in some for value in parameters]
            self.groups.append((f"SELECT page_id FROM ({parts}) AS parts {tail}", filled))

    def read(self) -> list[Entry]:
        """In no order, each entry once a query."""
        found = []
        for start in range(0, len(self.groups), PARTS):
            some = self.groups[start : start + PARTS]
            keys = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS group_{place}" for place, (sql, _) in enumerate(some))
            found += Entry.objects.raw(
                f"SELECT * FROM {Entry._meta.db_table} WHERE page_id IN ({keys})",
                [value for _, parameters in some for value in parameters],
            )
        return found
