"""事项: what stays the same of an item whatever is adjusted: that it is this one, and its address."""

from django.db import models


class Item(models.Model):
    """Made by a line of an adjustment; its address carries the primary key and never dies."""

    listing = models.ForeignKey("listings.Listing", models.PROTECT, related_name="items")
    line = models.OneToOneField("listings.AdjustmentLine", models.PROTECT, related_name="made")

    class Meta:
        verbose_name = "事项"
        verbose_name_plural = "事项"

    def __str__(self):
        return f"#{self.pk}"

    @property
    def path(self) -> str:
        """On the host of its list's portal, for life."""
        return f"/lists/{self.listing.kind}/{self.pk}.html"
