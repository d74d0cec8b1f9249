"""报送: a department or the office hands a document in for the gazette (文件报送制度, 国办发〔2018〕22号, G12)."""

from django.db import models


class SubmissionState(models.TextChoices):
    WAITING = "waiting", "待选用"
    ACCEPTED = "accepted", "已选用"
    DECLINED = "declined", "未选用"


class Submission(models.Model):
    """`entry` is where it went; `answer` says why it was declined."""

    gazette = models.ForeignKey("gazette.Gazette", models.CASCADE, related_name="submissions")
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="gazette_submissions")
    portal = models.ForeignKey("gov_sites.Portal", models.CASCADE, related_name="+", verbose_name="报送单位")
    state = models.CharField(max_length=10, choices=SubmissionState, default=SubmissionState.WAITING)
    note = models.CharField("说明", max_length=300, blank=True)
    answer = models.CharField("答复", max_length=300, blank=True)
    entry = models.ForeignKey("gazette.IssueEntry", models.SET_NULL, null=True, blank=True, related_name="submissions")
    submitted_by = models.ForeignKey("auth.User", models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey("auth.User", models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "报送"
        verbose_name_plural = "报送"
        ordering = ["-submitted_at"]
        constraints = [models.UniqueConstraint(fields=["gazette", "page"], name="submission_once")]

    def __str__(self):
        return f"{self.page_id}"
