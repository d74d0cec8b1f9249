"""The loop of `manage.py worker`: tasks one after another, with two companions in threads of their own.

One shows that the worker lives; the other runs the regular jobs and hands back what dead workers held, so that neither
waits for a long task.
"""

import logging
import os
import socket
import threading
import uuid

from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from cms_core.tasks import leases, regular

logger = logging.getLogger("portal.worker")

IDLE = 1.0  # seconds between looks into an empty queue
COMPANION_ROUND = 5.0
AFTER_FAILURE = 2.0


class Worker:
    """`run` works until `stop` is called (from a signal handler), then ends with the task at hand finished."""

    def __init__(self, *, batch: bool = False):
        self.batch = batch
        self.stopping = threading.Event()
        self.name = new_name()
        self.database_gone = False

    def stop(self) -> None:
        self.stopping.set()

    def run(self) -> None:
        leases_round = threading.Thread(target=self.repeat, args=(self.show_presence,), daemon=True)
        regular_round = threading.Thread(target=self.repeat, args=(self.keep_house,), daemon=True)
        self.survive(self.show_presence)
        leases_round.start()
        regular_round.start()
        try:
            while not self.stopping.is_set():
                done = self.survive(self.work_once)
                if not done:
                    if self.batch and done is False:
                        break
                    self.stopping.wait(IDLE)
        finally:
            self.stopping.set()
            # A companion in the middle of a job ends it; the wait is bounded by what the job takes.
            regular_round.join()
            leases_round.join()
            self.survive(lambda: leases.leave(self.name))
            connections.close_all()

    def work_once(self) -> bool:
        """Run the next task, if there is one."""
        ready = DBTaskResult.objects.ready().filter(backend_name="default")
        if not ready.exists():  # a look without the write lock that claiming takes on SQLite
            return False
        with exclusive_transaction(ready.db):
            row = ready.get_locked()
            if row is not None:
                row.claim(self.name)
        if row is None:
            return False
        runner().run_task(row)
        return True

    def survive(self, act):
        """`act()`, or None after the database failed: wait, then go on under a new name.

        Under the new name, since a task that was running may stand as held by the old one for ever: an absent holder
        is what hands it back.
        """
        try:
            close_old_connections()
            result = act()
        except (DatabaseError, InterfaceError) as error:
            if not self.database_gone:
                logger.error("数据库不可用，每 %.0f 秒重试：%s", AFTER_FAILURE, str(error).strip())
            self.database_gone = True
            connections.close_all()
            if act == self.work_once:
                self.name = new_name()
            self.stopping.wait(AFTER_FAILURE)
            return None
        if self.database_gone:
            logger.error("数据库已恢复。")
            self.database_gone = False
        close_old_connections()
        return result

    def repeat(self, act) -> None:
        try:
            while not self.stopping.is_set():
                self.survive(act)
                self.stopping.wait(COMPANION_ROUND)
        finally:
            connections.close_all()

    def show_presence(self) -> None:
        leases.show_presence(self.name)

    def keep_house(self) -> None:
        leases.hand_back_abandoned()
        regular.run_due(self.name)


def new_name() -> str:
    return f"{socket.gethostname()[:24]}-{os.getpid()}-{uuid.uuid4().hex[:12]}"


def runner() -> TaskRunner:
    """django-tasks-db's way of running one claimed task, recording its result and sending its signals."""
    return TaskRunner(
        queue_names=["*"],
        interval=IDLE,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="",
        excluded_queue_names=[],
    )
