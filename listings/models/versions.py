"""What every list knows of an item between two days; each list's table has its own columns beside these."""

import datetime

from django.db import models

from listings.states import ItemState

# The open end of a period: a day that every date is before, so that one condition asks for a day.
FOREVER = datetime.date(9999, 12, 31)


class VersionQuerySet(models.QuerySet):
    def on(self, day: datetime.date):
        """As they are on that day, in Beijing."""
        return self.filter(valid_from__lte=day, valid_until__gt=day)


class ItemVersion(models.Model):
    """From `valid_from` to the day before `valid_until`; made of the records by `listings.history.project` only.

    `since` is when it came into its state (权力状态生效时间), `record` the last that made it what it is.
    """

    item = models.ForeignKey("listings.Item", models.CASCADE, related_name="+")
    listing = models.ForeignKey("listings.Listing", models.CASCADE, related_name="+")
    record = models.ForeignKey("listings.Record", models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_until = models.DateField(default=FOREVER)
    state = models.CharField("状态", max_length=10, choices=ItemState)
    since = models.DateField("状态生效日")
    partner = models.ForeignKey("listings.Item", models.SET_NULL, null=True, related_name="+", verbose_name="相关事项")

    name = models.CharField("名称", max_length=500)
    organisation = models.ForeignKey("cms_core.Organisation", models.PROTECT, related_name="+", verbose_name="主体")

    objects = VersionQuerySet.as_manager()
    # Of each list: which of its columns says the code, the category, the level and the theme of a row of `Listed`.
    CODE = "code"
    CATEGORY = LEVEL = THEME = ""

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["item", "valid_from"], name="%(class)s_from_once")]
        indexes = [
            models.Index(fields=["listing", "valid_from"], name="%(class)s_from"),
            models.Index(fields=["listing", "valid_until"], name="%(class)s_until"),
        ]

    def __str__(self):
        return self.name


# Of the version itself; all other columns are values that adjustments change.
OF_THE_PERIOD = {"id", "item", "listing", "record", "valid_from", "valid_until", "state", "since", "partner"}
