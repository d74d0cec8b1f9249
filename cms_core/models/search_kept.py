"""Which state of the editors' words is in force, so that every process knows when to read them again."""

from django.db import models


class SearchKept(models.Model):
    """`token` is new with each change of the synonyms or promotions of `home`, or of those of all portals (null)."""

    home = models.OneToOneField("cms_core.HomePage", models.CASCADE, null=True, related_name="+")
    token = models.CharField(max_length=32)

    def __str__(self):
        return self.token
