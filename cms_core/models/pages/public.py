"""What every page that the public sees has: the frame around it, and a cheap answer to who may see it."""

from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

ALIASES_OF_ALIASES = 3


class PublicPage:
    """Mixin before `Page`. The editor's preview calls the same `get_context`, so it shows the same page."""

    # Relations that the page of this type shows, read together with it.
    shown_with = ()

    def get_context(self, request, *args, **kwargs):
        from cms_core.public.contexts import context_of

        return {**super().get_context(request, *args, **kwargs), **context_of(request, self)}

    def get_view_restrictions(self):
        """As Wagtail's own (an alias is as private as its source), in one query instead of two and more."""
        paths = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        asked = Page.objects.filter(path__in=paths).order_by()
        found = Q(page__in=asked.filter(alias_of__isnull=True).values("pk"))
        for _ in range(ALIASES_OF_ALIASES):
            asked = Page.objects.filter(pk__in=asked.filter(alias_of__isnull=False).values("alias_of")).order_by()
            found |= Q(page__in=asked.filter(alias_of__isnull=True).values("pk"))
        return PageViewRestriction.objects.filter(found)
