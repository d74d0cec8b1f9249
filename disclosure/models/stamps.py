"""What says that a page, or all that a site lists of a year, became another (`disclosure.shelves`)."""

from django.db import models


class Stamp(models.Model):
    """`page` 0 is the year as a whole; the sum of the tokens is the version of that year.

    Rows are only added, so that no publication waits for another; `compact` replaces them by their sum. Tokens are
    drawn at random: a version that was rolled back never comes again.
    """

    site_number = models.PositiveBigIntegerField()
    year = models.PositiveSmallIntegerField()
    token = models.BigIntegerField()
    page = models.PositiveBigIntegerField(default=0)

    class Meta:
        abstract = True
