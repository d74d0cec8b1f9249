"""The narrow table that every list, filter, feed and count reads: a row for each period of each item."""

from django.db import models

from listings.kinds import ListKind
from listings.models.versions import FOREVER, VersionQuerySet
from listings.states import CURRENT, ItemState


class ListedQuerySet(VersionQuerySet):
    def current(self):
        """Still on the list, suspended ones too."""
        return self.filter(state__in=CURRENT)


class Listed(models.Model):
    """`place` is the path of its body in the tree of organisations, by which lists are in order and regions found.

    `main_code` says of a sub-item which code its main item has (`listings.history.main_items`).
    """

    item = models.ForeignKey("listings.Item", models.CASCADE, related_name="listed")
    listing = models.ForeignKey("listings.Listing", models.CASCADE, related_name="listed")
    kind = models.CharField(max_length=16, choices=ListKind)
    organisation = models.ForeignKey("cms_core.Organisation", models.PROTECT, related_name="+")
    place = models.CharField(max_length=255)
    category = models.CharField(max_length=12, blank=True)
    level = models.PositiveSmallIntegerField(default=0)
    theme = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=500)
    main_code = models.CharField(max_length=80, blank=True, default="")
    state = models.CharField(max_length=10, choices=ItemState)
    since = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField(default=FOREVER)

    objects = ListedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "valid_from"], name="listed_from_once")]
        indexes = [
            models.Index(fields=["listing", "place", "code", "item"], name="listed_in_listing"),
            models.Index(fields=["listing", "category", "place", "code", "item"], name="listed_by_category"),
            models.Index(fields=["kind", "place", "code", "item"], name="listed_of_kind"),
            models.Index(fields=["kind", "category", "place", "code", "item"], name="listed_of_category"),
            models.Index(fields=["kind", "level", "place", "code", "item"], name="listed_of_level"),
            models.Index(fields=["kind", "theme", "place", "code", "item"], name="listed_of_theme"),
            models.Index(fields=["organisation", "code"], name="listed_codes"),
            # The day first: with the list first, SQLite takes it for lists as well, and sorts all of them.
            models.Index(fields=["valid_from", "listing"], name="listed_begins"),
            models.Index(fields=["organisation", "main_code"], name="listed_sub_items"),
        ]

    def __str__(self):
        return self.name
