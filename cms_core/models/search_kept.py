"""Which state of the editors' words is in force, so that every process knows when to read them again."""

from django.db import models
from django.db.models.functions import Coalesce


class SearchKept(models.Model):
    """`token` is new with each change of the synonyms or promotions of `home`, or of those of all portals (null)."""

    home = models.OneToOneField("cms_core.HomePage", models.CASCADE, null=True, related_name="+")
    token = models.CharField(max_length=32)

    class Meta:
        # Of an expression, since databases take one null for different from another.
        constraints = [models.UniqueConstraint(Coalesce("home", 0), name="search_kept_once_for_all")]

    def __str__(self):
        return self.token
