"""Tells PostgreSQL what a bulk write changed, before it answers readers from what it believed of empty tables.

Its own autovacuum looks once a minute and only at what was committed. In between, the column tree of one portal
among 142 new ones was read in 4 s instead of milliseconds (nested loops over tables believed empty). ANALYZE is raw
SQL, having no counterpart in the ORM; SQLite plans without statistics, as measured, and is left so.
"""

from collections.abc import Iterable

from django.db import connection, models


def refresh_statistics(tables: Iterable[type[models.Model]]) -> None:
    """Analyse the tables of these models; a sample of each, so a second even for large ones."""
    if connection.vendor != "postgresql":
        return
    names = ", ".join(sorted(connection.ops.quote_name(model._meta.db_table) for model in tables))
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {names}")
