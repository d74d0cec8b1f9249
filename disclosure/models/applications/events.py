"""The steps of an application, append only: what it is now is nothing but what they say."""

from django.conf import settings
from django.db import models

from disclosure.applications.events import EventKind
from disclosure.applications.states import Actor
from disclosure.sealing import SealedJSON


class AppendOnly(models.QuerySet):
    """An event is history. `words` are taken away by `retention`, which says so in an event of its own."""

    def update(self, **kwargs):
        raise TypeError("application events are append only")

    def delete(self):
        raise TypeError("application events are append only")

    def bulk_update(self, objs, fields, batch_size=None):
        raise TypeError("application events are append only")


class ApplicationEvent(models.Model):
    """`on` is the day it counts from, `at` when it was entered. `data` holds nothing personal; `words` is sealed."""

    application = models.ForeignKey("disclosure.Application", models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField("事项", max_length=20, choices=EventKind)
    on = models.DateField("日期")
    at = models.DateTimeField("记录时间")
    actor = models.CharField("经手", max_length=9, choices=Actor)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="人员")
    data = models.JSONField(default=dict)
    words = SealedJSON("内容")

    objects = AppendOnly.as_manager()

    class Meta:
        verbose_name = "申请办理记录"
        verbose_name_plural = "申请办理记录"
        ordering = ["application", "number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="application_event_once")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.on:%Y-%m-%d}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("application events are append only")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("application events are append only")
