"""What the columns of a list's workbooks meant the last time, so that the next one need not be told again."""

from django.db import models


class ColumnMapping(models.Model):
    """`columns` {folded header: field, "" for one left out}, `fixed` {field: what is written for all rows},
    `words` {field: {folded word: plain value}}; `headers` as the last workbook wrote them, in its order.
    """

    listing = models.OneToOneField("listings.Listing", models.CASCADE, related_name="mapping")
    headers = models.JSONField(default=list, blank=True)
    columns = models.JSONField(default=dict, blank=True)
    fixed = models.JSONField(default=dict, blank=True)
    words = models.JSONField(default=dict, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "列的对应"
        verbose_name_plural = "列的对应"

    def __str__(self):
        return f"{self.listing_id}"
