"""The questions that lists, feeds, counts and sitemaps ask of the catalogue."""

from django.db import models
from django.db.models import Q

from cms_core.catalogue.years import year_bounds


def older(published_at, page_id) -> Q:
    """What follows that key in the order of `newest`; the first condition is what the indexes can use."""
    return Q(published_at__lte=published_at) & (Q(published_at__lt=published_at) | Q(page__lt=page_id))


def newer(published_at, page_id) -> Q:
    """What precedes that key in the order of `newest`."""
    return Q(published_at__gte=published_at) & (Q(published_at__gt=published_at) | Q(page__gt=page_id))


class EntryQuerySet(models.QuerySet):
    def visible(self):
        """What the public may see."""
        return self.filter(visible=True)

    def of_column(self, column):
        """Entries directly in one column, pinned first, newest first."""
        return self.filter(column=column).order_by("-pinned", "-published_at", "-page")

    def of_columns(self, columns):
        """Entries in any of these columns; to list them ask `listing.Listing`, which costs the same at any size."""
        return self.filter(column__in=columns)

    def of_site(self, home):
        """Everything that answers on one host name, subsites included."""
        return self.filter(site_home=home)

    def of_portal(self, home):
        """One portal without its subsites."""
        return self.filter(portal_home=home)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def of_type(self, column_type):
        """In columns of this 栏目类别, of whatever portal."""
        return self.filter(column_type=column_type)

    def of_organisation(self, organisation):
        """Documents that this body issued."""
        return self.filter(organisation=organisation)

    def of_year(self, year):
        """Published in this calendar year, Beijing time."""
        begin, end = year_bounds(year)
        return self.filter(published_at__gte=begin, published_at__lt=end)

    def with_picture(self):
        return self.filter(picture__isnull=False)

    def newest(self):
        return self.order_by("-published_at", "-page")


EntryManager = models.Manager.from_queryset(EntryQuerySet)
