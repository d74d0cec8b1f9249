"""The running number of index numbers: one row an organisation and year."""

from django.db import models

from cms_core.models.organisations import Organisation


class IndexSerial(models.Model):
    """The last serial given out; only ever counts up, so that a number of a deleted document is never used again."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="index_serial_once")]
