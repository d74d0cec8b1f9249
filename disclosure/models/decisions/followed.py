"""Up to which day the search knows what ended by itself."""

from django.db import models


class FollowedDecisionDay(models.Model):
    job = models.CharField(max_length=20, primary_key=True)
    day = models.DateField()

    class Meta:
        verbose_name = "双公示已跟到的日期"
        verbose_name_plural = "双公示已跟到的日期"

    def __str__(self):
        return f"{self.job} {self.day}"
