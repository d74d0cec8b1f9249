"""What an operator watches of the background work, and what is wrong with it."""

import datetime

from django.db.models import Count
from django_tasks_db.models import DBTaskResult

from cms_core.models import RegularJob
from cms_core.tasks.leases import present

OVERDUE = datetime.timedelta(minutes=5)


def status(now: datetime.datetime) -> dict:
    """Workers, regular jobs and counts of tasks by status; `problems` in words, empty when all is well."""
    workers = list(present(now).order_by("-seen_at").values_list("worker_id", "seen_at"))
    jobs = list(RegularJob.objects.order_by("name"))
    tasks = dict(DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk")))
    problems = [] if workers else ["没有后台进程在工作：请启动 worker。"]
    problems += [f"定时任务 {job.name} 失败：{job.problem}" for job in jobs if job.problem]
    problems += [f"定时任务 {job.name} 已过时未执行。" for job in jobs if job.next_at < now - OVERDUE]
    return {
        "workers": [{"id": worker, "seen_at": seen.isoformat()} for worker, seen in workers],
        "jobs": [{"name": job.name, "next_at": job.next_at.isoformat(), "problem": job.problem} for job in jobs],
        "tasks": tasks,
        "problems": problems,
    }
