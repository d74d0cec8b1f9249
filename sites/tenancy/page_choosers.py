"""Closed: the page chooser lists, finds and names every page of every portal, drafts too (wagtail issue 9714)."""

from django.http import Http404
from wagtail import hooks
from wagtail.admin.views.chooser import BrowseView, ChosenMultipleView
from wagtail.models import Page

from sites.tenancy.visible import linkable


@hooks.register("construct_page_chooser_queryset")
def only_linkable(pages, request):
    return pages.filter(pk__in=linkable(request.user).values("pk"))


class LinkableBrowseView(BrowseView):
    """Stock names the page that is browsed without asking; and "the place where all pages of this type are"."""

    def get_object_list(self):
        if not linkable(self.request.user).filter(pk=self.parent_page.pk).exists():
            if self.kwargs.get("parent_page_id"):
                raise Http404
            self.parent_page = Page.get_first_root_node()
        return super().get_object_list()


class LinkableChosenView(ChosenMultipleView):
    def get(self, request):
        asked = [pk for pk in request.GET.getlist("id") if pk.isascii() and pk.isdigit()]
        found = linkable(request.user).filter(pk__in=asked, depth__gt=1).values_list("pk", flat=True)
        request.GET = request.GET.copy()
        request.GET.setlist("id", [str(pk) for pk in found])
        return super().get(request)
