"""One writer over all machines: by the database where there is PostgreSQL, by files where there is one machine."""

import threading

import pytest
from django.db import connection, connections

from cms_core.search.errors import Rebuilding
from cms_core.search.opensearch import locks
from cms_core.search.opensearch.errors import Busy


@pytest.fixture(params=["files", "database"])
def held(request, tmp_path, monkeypatch):
    monkeypatch.setattr(locks, "PATIENCE", 0.2)
    if request.param == "files":
        return locks.FileLocks(tmp_path)
    if connection.vendor != "postgresql":
        pytest.skip("只在 PostgreSQL 上")
    return locks.DatabaseLocks("pages")


def elsewhere(work):
    """What `work` raises in another thread, with a connection of its own."""
    raised = []

    def run():
        try:
            work()
        except Exception as error:
            raised.append(type(error))
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    return raised


def enter(lock):
    with lock():
        pass


@pytest.mark.django_db(transaction=True)
def test_who_does_not_get_to_write_in_time_leaves_it_to_the_worker(held):
    with held.writing():
        assert elsewhere(lambda: enter(held.writing)) == [Busy]
    assert elsewhere(lambda: enter(held.writing)) == []


@pytest.mark.django_db(transaction=True)
def test_a_second_rebuild_does_not_wait(held):
    with held.rebuilding():
        assert elsewhere(lambda: enter(held.rebuilding)) == [Rebuilding]
        assert elsewhere(lambda: enter(held.writing)) == []
    assert elsewhere(lambda: enter(held.rebuilding)) == []


@pytest.mark.django_db(transaction=True)
def test_an_error_within_lets_go(held):
    for lock in (held.writing, held.rebuilding):
        with pytest.raises(KeyError), lock():
            raise KeyError
        assert elsewhere(lambda lock=lock: enter(lock)) == []
