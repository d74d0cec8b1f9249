"""The chain of records of a list: what was approved, in that order, each bound to the one before by its hash."""

from django.db import models

from listings.errors import Tampered


class Record(models.Model):
    """Of one line of an approved adjustment, or of its revocation before its day (`revokes` its number).

    `content` is the canonical JSON that was hashed (`listings.history.chain`). Never changed, never deleted."""

    listing = models.ForeignKey("listings.Listing", models.PROTECT, related_name="records")
    number = models.PositiveIntegerField()
    item = models.ForeignKey("listings.Item", models.PROTECT, related_name="records")
    line = models.ForeignKey("listings.AdjustmentLine", models.PROTECT, related_name="records")
    effective_day = models.DateField()
    revokes = models.PositiveIntegerField(null=True)
    content = models.TextField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "清单记录"
        verbose_name_plural = "清单记录"
        ordering = ["listing", "number"]
        constraints = [models.UniqueConstraint(fields=["listing", "number"], name="record_number_once")]
        indexes = [models.Index(fields=["item", "effective_day", "number"], name="record_of_item")]

    def __str__(self):
        return f"{self.listing_id}/{self.number}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise Tampered("清单的历史记录不能修改；请用新的调整来更正。")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Tampered("清单的历史记录不能删除。")
