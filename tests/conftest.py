"""What every test stands on: a database of its own kind, and the rule that a run of nothing is a failure."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.test import TransactionTestCase

from cms_core.search.engine import engine
from sites.routing import root_paths
from tests.databases import database_for_tests
from tests.nothing_passed import pytest_sessionfinish  # noqa: F401

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, tmp_path_factory):
    """pytest-django's fixture of this name, from the migrated template."""
    database = database_for_tests(tmp_path_factory.mktemp("database"))
    with django_db_blocker.unblock():
        database.create()
    os.environ["PORTAL_DATABASE_URL"] = database.address()  # for the commands that tests start as processes
    # Django empties every table after a transactional test, the root page and the groups with them; the tests that
    # follow start from the template instead.
    original = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda case: database.restore()
    yield
    TransactionTestCase._fixture_teardown = original
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture(autouse=True)
def no_routing_map_from_another_test():
    """A routing map that was loaded in a test knows sites that the rollback took away."""
    root_paths.forget()
    yield
    root_paths.forget()


@pytest.fixture(autouse=True)
def no_search_index_of_another_test():
    """The index is beside the database, so no rollback takes back what a test committed; most tests never have one."""
    yield
    if engine.cache_info().currsize:
        engine().close()
        engine.cache_clear()
    for path in Path(settings.PORTAL_HOME).glob("search*"):
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Browser and checker tests share one server and one browser: the same worker runs them.

    What asks for a database is marked so: the other tests need not run on the second one.
    """
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES.intersection(item.fixturenames):
            item.add_marker(pytest.mark.database)
        if item.get_closest_marker("browser") or item.get_closest_marker("vnu"):
            item.add_marker(pytest.mark.xdist_group("browser"))
