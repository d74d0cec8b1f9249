"""What every page that the public sees has: the frame around it, and a cheap answer to who may see it."""

from wagtail.models import Page

from cms_core.catalogue.privacy import restrictions_on


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
        return restrictions_on(Page.objects.filter(path__in=paths))
