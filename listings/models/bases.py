"""Which documents an item rests on, by the keys under which the catalogue finds them; read from its basis."""

from django.db import models


class ItemBasis(models.Model):
    """One citation in the basis of an item that is on its list; `listings.levels.bases` alone writes them."""

    item = models.ForeignKey("listings.Item", models.CASCADE, related_name="bases")
    listing = models.ForeignKey("listings.Listing", models.CASCADE, related_name="+")
    number_key = models.CharField(max_length=80, blank=True)
    title_key = models.CharField(max_length=255, blank=True)

    class Meta:
        verbose_name = "事项依据"
        verbose_name_plural = "事项依据"
        indexes = [
            models.Index(fields=["number_key"], name="basis_number_key"),
            models.Index(fields=["title_key"], name="basis_title_key"),
        ]

    def __str__(self):
        return self.number_key or self.title_key
