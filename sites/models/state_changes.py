"""The history of a portal's life cycle; rows are only added."""

from django.conf import settings
from django.db import models

from sites.models.portals import Portal, PortalState


class StateChange(models.Model):
    portal = models.ForeignKey(Portal, models.CASCADE, related_name="state_changes")
    before = models.CharField(max_length=10, choices=PortalState)
    after = models.CharField(max_length=10, choices=PortalState)
    on = models.DateField("日期")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField("事由", max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
