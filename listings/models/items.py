"""事项: what stays the same of an item whatever is adjusted: that it is this one, and its address."""

from django.db import models


class Item(models.Model):
    """`number` counts within its list; its address carries the primary key and never dies."""

    listing = models.ForeignKey("listings.Listing", models.PROTECT, related_name="items")

    class Meta:
        verbose_name = "事项"
        verbose_name_plural = "事项"

    def __str__(self):
        return f"#{self.pk}"

    @property
    def path(self) -> str:
        """On the host of its list's portal, for life."""
        return f"/lists/{self.listing.kind}/{self.pk}.html"
