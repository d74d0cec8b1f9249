"""A subsite answers on its county's host, so the middleware cannot see its state: it is asked when a page is served."""

from django.http import Http404
from django.utils import timezone
from wagtail import hooks

from sites.middleware import notice
from sites.models import PortalState


@hooks.register("before_serve_page")
def show_notice_of_subsite(page, request, args, kwargs):
    portal = getattr(request, "portal", None) and request.portal.for_page(page)
    if portal is None or not portal.is_subsite or portal.is_open or getattr(request, "is_preview", False):
        return None
    if portal.state == PortalState.OFFLINE:
        return notice(request, portal, timezone.localdate())
    raise Http404
