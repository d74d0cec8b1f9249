import contextlib
import datetime
import os
import signal
import subprocess
import sys

import pytest
from django.contrib.auth.models import Group
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, TaskResultStatus

from cms_core.models import WorkerPresence
from cms_core.tasks import leases
from cms_core.tasks.worker import Worker
from tests.cms_core import background
from tests.databases import ROOT

NOW = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@contextlib.contextmanager
def worker_process(**variables):
    """A worker in a process of its own on the test's database; stopped, or killed when it does not stop."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.embedded", **variables}
    process = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def pipes(directory):
    os.mkfifo(directory / "begun")
    os.mkfifo(directory / "go")


def row_of(result):
    return DBTaskResult.objects.get(pk=result.id)


@pytest.mark.django_db(transaction=True)
def test_a_task_whose_worker_is_killed_is_finished_by_another(tmp_path):
    pipes(tmp_path)
    result = background.meet.enqueue(str(tmp_path))
    with worker_process() as first:
        assert (tmp_path / "begun").read_text() == "here"
        first.kill()
        first.wait()
    assert row_of(result).status == TaskResultStatus.RUNNING
    with worker_process(PORTAL_TASK_LEASE_SECONDS="1") as second:
        assert (tmp_path / "begun").read_text() == "here"
        (tmp_path / "go").write_text("finished by the second")
        second.send_signal(signal.SIGTERM)
        assert second.wait(60) == 0
    row = row_of(result)
    assert row.status == TaskResultStatus.SUCCESSFUL
    assert len(row.worker_ids) == 2
    assert Group.objects.filter(name="finished by the second").count() == 1
    assert not WorkerPresence.objects.filter(worker_id=row.worker_ids[-1]).exists()


@pytest.mark.django_db(transaction=True)
def test_a_worker_asked_to_stop_finishes_its_task_first(tmp_path):
    pipes(tmp_path)
    result = background.meet.enqueue(str(tmp_path))
    with worker_process() as process:
        (tmp_path / "begun").read_text()
        process.send_signal(signal.SIGTERM)
        (tmp_path / "go").write_text("done")
        assert process.wait(60) == 0
    assert row_of(result).status == TaskResultStatus.SUCCESSFUL


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite 没有可以中断的服务")
@pytest.mark.django_db(transaction=True)
def test_a_worker_goes_on_after_the_database_dropped_its_connections(tmp_path):
    pipes(tmp_path)
    first = background.meet.enqueue(str(tmp_path))
    with worker_process(PORTAL_TASK_LEASE_SECONDS="1") as process:
        (tmp_path / "begun").read_text()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        (tmp_path / "go").write_text("lost with its connection")
        assert (tmp_path / "begun").read_text() == "here"
        (tmp_path / "go").write_text("written the second time")
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert row_of(first).status == TaskResultStatus.SUCCESSFUL
    assert Group.objects.filter(name="written the second time").exists()


@pytest.mark.django_db(transaction=True)
def test_a_batch_worker_runs_what_is_there_and_ends():
    background.note.enqueue("one")
    background.note.enqueue("two")
    Worker(batch=True).run()
    assert Group.objects.filter(name__in=["one", "two"]).count() == 2
    assert not WorkerPresence.objects.exists()


@pytest.mark.django_db
def test_a_failed_task_keeps_its_reason_and_is_not_repeated():
    result = background.fail.enqueue()
    worker = Worker()
    assert worker.work_once() is True
    assert worker.work_once() is False
    row = row_of(result)
    assert row.status == TaskResultStatus.FAILED
    assert "不成" in row.traceback


@pytest.mark.django_db
def test_after_a_database_error_the_worker_goes_on_under_a_new_name(monkeypatch):
    worker = Worker()
    worker.stopping.set()  # so that it does not wait before the next attempt
    name = worker.name

    def gone():
        raise OperationalError("server closed the connection")

    monkeypatch.setattr("cms_core.tasks.worker.connections.close_all", lambda: None)
    worker.work_once = gone
    assert worker.survive(worker.work_once) is None
    assert worker.name != name


def running(worker_ids, started_at=NOW):
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        started_at=started_at,
        worker_ids=worker_ids,
        task_path="tests.cms_core.background.note",
        args_kwargs={"args": ["x"], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now(),
    )


@pytest.mark.parametrize(
    ("seen_seconds_ago", "status"),
    [(None, "READY"), (3600, "READY"), (61, "READY"), (59, "RUNNING"), (0, "RUNNING")],
    ids=["never seen", "an hour ago", "just over the lease", "just within the lease", "now"],
)
@pytest.mark.django_db
def test_a_task_is_handed_back_when_its_holder_was_not_seen_for_a_lease(settings, seen_seconds_ago, status):
    settings.PORTAL_TASK_LEASE_SECONDS = 60
    row = running(["w1"], started_at=NOW - datetime.timedelta(hours=5))
    if seen_seconds_ago is not None:
        leases.show_presence("w1", NOW - datetime.timedelta(seconds=seen_seconds_ago))
    leases.hand_back_abandoned(NOW)
    row.refresh_from_db()
    assert row.status == status


@pytest.mark.django_db
def test_a_handed_back_task_is_ready_at_once():
    row = running(["w1"])
    assert leases.hand_back_abandoned(NOW) == 1
    assert list(DBTaskResult.objects.ready()) == [row]


@pytest.mark.django_db
def test_a_task_that_kills_every_worker_is_given_up(settings):
    settings.PORTAL_TASK_ATTEMPTS = 3
    row = running(["w1", "w2", "w3"])
    leases.hand_back_abandoned(NOW)
    row.refresh_from_db()
    assert row.status == TaskResultStatus.FAILED
    assert "3 次中断" in row.traceback
