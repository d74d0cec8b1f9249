"""编发记录: who did what to an issue, and when; never changed."""

from django.db import models


class IssueEvent(models.Model):
    issue = models.ForeignKey("gazette.Issue", models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("auth.User", models.SET_NULL, null=True, related_name="+")
    action = models.CharField(max_length=20)
    text = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "编发记录"
        verbose_name_plural = "编发记录"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.action} {self.text}"
