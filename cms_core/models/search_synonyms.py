"""同义词 kept by editors: groups of words that may stand for one another in a search of one portal, or of all."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class SynonymGroup(models.Model):
    """`home` is the portal's home page, null for all portals. `one_way`: asking for the first word finds the others
    too, and asking for one of the others does not find the first."""

    home = models.ForeignKey("cms_core.HomePage", models.CASCADE, null=True, related_name="+", verbose_name="门户")
    one_way = models.BooleanField("单向", default=False)
    enabled = models.BooleanField("启用", default=True)
    note = models.CharField("备注", max_length=200, blank=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "同义词"
        verbose_name_plural = "同义词"

    def __str__(self):
        return "、".join(word.text for word in self.words.all())


class SynonymWord(models.Model):
    """`folded` is how the analysis compares it; `home` repeats the group's, for one word stands in one group of it."""

    group = models.ForeignKey(SynonymGroup, models.CASCADE, related_name="words")
    home = models.ForeignKey("cms_core.HomePage", models.CASCADE, null=True, related_name="+")
    text = models.CharField("词", max_length=30)
    folded = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["home", "folded"], name="synonym_once_in_portal"),
            models.UniqueConstraint(fields=["folded"], condition=Q(home=None), name="synonym_once_for_all"),
        ]

    def __str__(self):
        return self.text
