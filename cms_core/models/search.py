"""What the search index does not know yet."""

from django.db import models


class Unindexed(models.Model):
    """A content page that was written, moved, opened, closed or deleted since the index last had it.

    A row for each change, in its transaction; `cms_core.search.feed` takes away those that it has followed. No foreign
    key: the page may be gone.
    """

    page_number = models.PositiveBigIntegerField(db_index=True)

    def __str__(self):
        return str(self.page_number)
