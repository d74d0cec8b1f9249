"""What the search of the admin does not know yet."""

from django.db import models


class Unlisted(models.Model):
    """An indexed object (page, picture, attachment …) that was written or deleted since the admin's index last had it.

    A row for each transaction that changed it; `cms_core.search.admin.outbox` takes away those that it has followed. No
    generic key: the object may be gone.
    """

    family = models.CharField(max_length=100)  # label of the most general indexed model
    number = models.PositiveBigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["family", "number"], name="unlisted_object")]

    def __str__(self):
        return f"{self.family} {self.number}"
