"""A provisioning job: what is to be made, how far it is, and what went wrong."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone


class ProvisionJob(models.Model):
    """`parameters` are what `sites.provisioning.jobs` makes its requests of; `messages` one sentence a failure."""

    class State(models.TextChoices):
        WAITING = "waiting", "等待"
        RUNNING = "running", "进行中"
        DONE = "done", "完成"
        FAILED = "failed", "出错"

    parameters = models.JSONField(default=dict)
    state = models.CharField("状态", max_length=8, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField("门户数", default=0)
    done = models.PositiveIntegerField("已处理", default=0)
    messages = models.JSONField(default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="发起人"
    )
    created_at = models.DateTimeField("发起时间", auto_now_add=True)
    updated_at = models.DateTimeField("最近进展", auto_now=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "建站任务"
        verbose_name_plural = "建站任务"

    def __str__(self):
        return f"建站任务 {self.pk}"

    @property
    def is_over(self):
        return self.state in (self.State.DONE, self.State.FAILED)

    @property
    def percent(self):
        return 100 * self.done // self.total if self.total else 0

    def is_silent(self, now: datetime.datetime | None = None) -> bool:
        """Not over, and nothing heard of it for longer than a portal takes: its worker is gone, or none runs."""
        lease = datetime.timedelta(seconds=2 * settings.PORTAL_TASK_LEASE_SECONDS)
        return not self.is_over and self.updated_at < (now or timezone.now()) - lease

    def may_resume(self, now: datetime.datetime | None = None) -> bool:
        return self.state == self.State.FAILED or self.is_silent(now)
