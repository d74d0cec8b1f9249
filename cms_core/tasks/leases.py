"""A task belongs to its worker only while that worker shows itself; after that another may have it.

django-tasks-db leaves a task RUNNING for ever when its worker is killed (issue 46 of RealOrangeOne/django-tasks).
Workers therefore touch a row of their own, also while a task takes hours; the others hand back what the silent hold.
"""

import datetime
import logging

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, TaskResultStatus, get_date_max

from cms_core.models import WorkerPresence

logger = logging.getLogger("portal.worker")


def show_presence(worker_id: str, now: datetime.datetime | None = None) -> None:
    WorkerPresence.objects.update_or_create(worker_id=worker_id, defaults={"seen_at": now or timezone.now()})


def leave(worker_id: str) -> None:
    WorkerPresence.objects.filter(worker_id=worker_id).delete()


def present(now: datetime.datetime):
    """The workers that showed themselves within PORTAL_TASK_LEASE_SECONDS before `now`."""
    lease = datetime.timedelta(seconds=settings.PORTAL_TASK_LEASE_SECONDS)
    return WorkerPresence.objects.filter(seen_at__gt=now - lease)


def hand_back_abandoned(now: datetime.datetime | None = None) -> int:
    """Make the tasks of absent workers READY again, or FAILED after PORTAL_TASK_ATTEMPTS; how many changed.

    A task that kills each worker it meets must not run for ever.
    """
    now = now or timezone.now()
    alive = set(present(now).values_list("worker_id", flat=True))
    changed = 0
    for row in DBTaskResult.objects.running().only("id", "worker_ids", "started_at", "task_path"):
        holder = row.worker_ids[-1] if row.worker_ids else ""
        if holder in alive:
            continue
        # The condition on started_at: another may have handed it back, and a third begun it, since it was read.
        still = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
        if len(row.worker_ids) < settings.PORTAL_TASK_ATTEMPTS:
            changed += still.update(status=TaskResultStatus.READY, started_at=None, run_after=get_date_max())
            logger.warning("任务 %s（%s）的后台进程已不在，放回队列。", row.task_path, row.pk)
        else:
            words = f"执行它的后台进程 {len(row.worker_ids)} 次中断，不再重试。"
            changed += still.update(
                status=TaskResultStatus.FAILED,
                finished_at=now,
                exception_class_path="cms_core.tasks.errors.Abandoned",
                traceback=words,
            )
            logger.error("任务 %s（%s）：%s", row.task_path, row.pk, words)
    return changed


def forget_absent(now: datetime.datetime) -> None:
    """Remove the rows of workers that were killed long ago."""
    WorkerPresence.objects.filter(seen_at__lt=now - datetime.timedelta(days=1)).delete()
