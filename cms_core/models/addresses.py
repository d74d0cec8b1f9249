"""Addresses that once were: they answer 301 where the content moved and 410 where it was withdrawn."""

from django.db import models


class FormerAddress(models.Model):
    """A content address that no longer names a live page on that site.

    `page` is where it went or what was withdrawn, null when it was deleted; `title` is for the page that says so, and
    empty for what the public never saw. `cms_core.catalogue.former` writes it, `…addresses` reads it.
    """

    site_home = models.ForeignKey("cms_core.HomePage", models.CASCADE, related_name="+")
    address = models.CharField(max_length=120)
    page = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=255, blank=True)
    left_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site_home", "address"], name="former_address_once")]


class MovedPrefix(models.Model):
    """A column's former path on a site: everything below it moved with it (one row a moved subtree)."""

    site_home = models.ForeignKey("cms_core.HomePage", models.CASCADE, related_name="+")
    prefix = models.CharField(max_length=500, help_text="without the leading slash, with the last one")
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site_home", "prefix"], name="moved_prefix_once")]
