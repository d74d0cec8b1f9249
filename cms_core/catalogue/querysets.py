"""The questions that lists, feeds, counts and sitemaps ask of the catalogue."""

from django.db import models


class EntryQuerySet(models.QuerySet):
    def visible(self):
        """What the public may see."""
        return self.filter(visible=True)

    def of_column(self, column):
        """Entries directly in one column, pinned first, newest first."""
        return self.filter(column=column).order_by("-pinned", "-published_at", "-page")

    def of_site(self, home):
        """Everything that answers on one host name, subsites included."""
        return self.filter(site_home=home)

    def of_portal(self, home):
        """One portal without its subsites."""
        return self.filter(portal_home=home)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def newest(self):
        return self.order_by("-published_at", "-page")


EntryManager = models.Manager.from_queryset(EntryQuerySet)
