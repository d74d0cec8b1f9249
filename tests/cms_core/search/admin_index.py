"""The admin's index in a directory of its own, filled and kept by commits, as the worker and editors do it."""

import pytest

from cms_core.search.admin import file, filling


@pytest.fixture
def admin_index(settings, tmp_path, django_capture_on_commit_callbacks):
    """Whole and empty but for what the database has; called, a transaction that commits."""
    settings.PORTAL_HOME = tmp_path
    file.connections.cache_clear()
    filling.fill()
    yield lambda: django_capture_on_commit_callbacks(execute=True)
    with file.connections().writing() as connection:
        connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    file.connections().close()
    file.connections.cache_clear()
