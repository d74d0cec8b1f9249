"""Jobs that run regularly, each by one worker at a time however many there are.

Rooms add their own in `AppConfig.ready`: `regular.add("check_links", every=timedelta(days=1), run=check_links)`.
"""

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from cms_core.models import RegularJob
from cms_core.tasks.leases import present

logger = logging.getLogger("portal.worker")


@dataclass(frozen=True)
class Regular:
    name: str
    every: datetime.timedelta
    run: Callable[[datetime.datetime], object]


JOBS: dict[str, Regular] = {}


def add(name: str, *, every: datetime.timedelta, run: Callable[[datetime.datetime], object]) -> None:
    """Have `run(now)` called every so often. It must be idempotent: a killed worker leaves it half-done."""
    JOBS[name] = Regular(name, every, run)


def run_due(worker_id: str, now: datetime.datetime | None = None) -> list[str]:
    """Run every job that is due and that no living worker holds; their names. A job's failure is kept and logged."""
    now = now or timezone.now()
    return [job.name for job in JOBS.values() if claim(job, worker_id, now) and run(job, worker_id, now)]


def claim(job: Regular, worker_id: str, now: datetime.datetime) -> bool:
    """Take `job` for `worker_id`: one conditional update, which the database lets succeed for one worker only."""
    RegularJob.objects.get_or_create(name=job.name, defaults={"next_at": now})
    held = Exists(present(now).filter(worker_id=OuterRef("holder")))
    free = RegularJob.objects.filter(~held, name=job.name, next_at__lte=now)
    return bool(free.update(holder=worker_id, next_at=now + job.every))


def run(job: Regular, worker_id: str, now: datetime.datetime) -> bool:
    problem = ""
    try:
        job.run(now)
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"
        logger.exception("定时任务 %s 失败", job.name)
    RegularJob.objects.filter(name=job.name, holder=worker_id).update(
        holder="", finished_at=timezone.now(), problem=problem
    )
    return not problem
