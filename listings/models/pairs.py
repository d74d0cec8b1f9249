"""Which items of a list have two characters side by side in what a search reads of them, whenever that was."""

from django.db import models


class Pair(models.Model):
    """`pair`: two neighbouring characters, or one. `items`: a bit for each of the items numbered from `block` x 4096.

    An item stays where it was once: no day makes it wrong, and what is found is read again in the list of the day.
    """

    listing = models.ForeignKey("listings.Listing", models.CASCADE, related_name="+", db_index=False)
    pair = models.CharField(max_length=2)
    block = models.PositiveIntegerField()
    items = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "pair", "block"], name="pair_once")]

    def __str__(self):
        return f"{self.listing_id}/{self.pair}/{self.block}"
