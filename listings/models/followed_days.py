"""How far the worker has followed the days: what changes by itself at midnight has no moment of its own."""

from django.db import models


class FollowedDay(models.Model):
    """Of one job: up to `day` everything was told. A worker that was down catches up from here."""

    job = models.CharField(max_length=40, unique=True)
    day = models.DateField()

    def __str__(self):
        return f"{self.job} {self.day}"
