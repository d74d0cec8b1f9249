"""Counts of what is on the lists, by every combination of body, category, level and theme, for any day."""

from django.db import models

from listings.kinds import ListKind


class Cell(models.Model):
    """So many items more (or fewer) from `day` on. A count is the sum of what happened up to a day.

    `mask` says which of the four it is told apart by (`listings.counts`); the others are 0 or empty. `listing_number` 0
    is the whole province. Rows are only added, so that two approvals need not wait for one another; `compact` sums
    them up.
    """

    kind = models.CharField(max_length=16, choices=ListKind)
    listing_number = models.PositiveBigIntegerField()
    mask = models.PositiveSmallIntegerField()
    organisation_number = models.PositiveBigIntegerField(default=0)
    category = models.CharField(max_length=12, blank=True, default="")
    level = models.PositiveSmallIntegerField(default=0)
    theme = models.CharField(max_length=40, blank=True, default="")
    day = models.DateField()
    delta = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["kind", "listing_number", "mask", "organisation_number", "category", "level", "theme", "day"],
                name="cell_of_bodies",
            ),
            models.Index(
                fields=["kind", "listing_number", "mask", "category", "level", "day"], name="cell_of_category"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.day} {self.delta:+}"
