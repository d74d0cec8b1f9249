"""Who is working in the background, and when each regular job runs next: what makes several workers one."""

from django.db import models


class WorkerPresence(models.Model):
    """One living worker process; the row goes when it stops, and is no longer touched when it is killed."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "后台进程"
        verbose_name_plural = "后台进程"

    def __str__(self):
        return self.worker_id


class RegularJob(models.Model):
    """When the job `name` runs next, and which worker runs it now; claiming it is one conditional update."""

    name = models.CharField(max_length=60, primary_key=True)
    next_at = models.DateTimeField()
    holder = models.CharField(max_length=64, blank=True)
    finished_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)

    class Meta:
        verbose_name = "定时任务"
        verbose_name_plural = "定时任务"

    def __str__(self):
        return self.name
