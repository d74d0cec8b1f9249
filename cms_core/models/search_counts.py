"""What readers asked for and which results they opened, as counts by day: nothing in them is of a person."""

from django.db import models


class SearchScope(models.TextChoices):
    SITE = "site", "本站"
    ALL = "all", "全省"
    COLUMN = "column", "本栏目"


class Found(models.IntegerChoices):
    """How many results there were, as coarsely as the report needs it."""

    NONE = 0, "没有结果"
    FEW = 1, "1–3 条"
    SOME = 2, "4–20 条"
    MANY = 3, "20 条以上"


class SearchCount(models.Model):
    """So many searches of a day; `question` is folded, "" for those whose words are not kept (其他)."""

    day = models.DateField()
    home = models.ForeignKey("cms_core.HomePage", models.CASCADE, related_name="+")
    scope = models.CharField(max_length=8, choices=SearchScope, default=SearchScope.SITE)
    question = models.CharField(max_length=60, blank=True)
    found = models.PositiveSmallIntegerField(choices=Found)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["home", "day", "question", "scope", "found"], name="search_count_once")
        ]
        indexes = [models.Index(fields=["day"], name="search_count_day")]

    def __str__(self):
        return f"{self.day} {self.question}"


class SearchClick(models.Model):
    """So often the result at `position` (from 1) was opened."""

    day = models.DateField()
    home = models.ForeignKey("cms_core.HomePage", models.CASCADE, related_name="+")
    question = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["home", "day", "question", "position"], name="search_click_once")
        ]
        indexes = [models.Index(fields=["day"], name="search_click_day")]

    def __str__(self):
        return f"{self.day} {self.question} {self.position}"
