import pytest
from django.db import connection
from wagtail.models import Page

from cms_core.tree.statistics import refresh_statistics
from tests.factories import make_branch


@pytest.mark.skipif(connection.vendor != "postgresql", reason="只在 PostgreSQL 上")
@pytest.mark.django_db
def test_postgresql_knows_of_pages_that_are_not_yet_committed():
    for number in range(20):
        make_branch(f"branch-{number}")
    refresh_statistics([Page])
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [Page._meta.db_table])
        assert cursor.fetchone()[0] >= 20


@pytest.mark.skipif(connection.vendor != "sqlite", reason="只在 SQLite 上")
@pytest.mark.django_db
def test_sqlite_is_left_alone(django_assert_num_queries):
    with django_assert_num_queries(0):
        refresh_statistics([Page])
