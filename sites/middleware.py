"""Which portal a request is for. An unknown host is refused (421), never answered by some default portal."""

import datetime

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpResponsePermanentRedirect
from django.http.request import split_domain_port
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import http_date

from sites.models import Portal
from sites.refusals import refuse
from sites.routing import root_paths
from sites.states import day

# Reached on every known host in every state: editors prepare there, and the notice itself needs its files.
ALWAYS = ("/admin/", "/static/", "/media/", "/documents/", "/theme.css", "/display.css")
SAFE = frozenset({"GET", "HEAD"})


class PermanentRedirectKeepingMethod(HttpResponsePermanentRedirect):
    status_code = 308


class PortalMiddleware:
    """Sets `request.portal` (one query); answers itself where the host, or the portal's state, says so.

    On a host that is only there for the admin (PORTAL_ADMIN_HOSTS) `request.portal` is None.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            hostname = split_domain_port(request.get_host())[0]
        except DisallowedHost:
            return refuse(400)
        portal = request.portal = Portal.objects.for_host(hostname)
        if portal is None:
            return self.without_portal(request, hostname)
        root_paths.check(portal.routing_token)
        if portal.site is None or portal.site.hostname != hostname:
            return to_primary_host(request, portal)
        request._wagtail_site = portal.site
        # Spares Wagtail the query for a page that is here already.
        portal.site.root_page = portal.home
        if not portal.is_open and not is_always_there(request) and not is_preview(request):
            return notice(request, portal, timezone.localdate())
        return self.get_response(request)

    def without_portal(self, request, hostname):
        if hostname in settings.PORTAL_ADMIN_HOSTS and is_always_there(request):
            request._wagtail_site = None
            return self.get_response(request)
        return refuse(421)


def is_always_there(request) -> bool:
    return request.path_info.startswith(ALWAYS) or request.path_info == "/admin"


def is_preview(request) -> bool:
    """Wagtail walks a preview through the middleware with a request of its own making; only the admin can."""
    return getattr(request, "is_dummy", False)


def to_primary_host(request, portal):
    """A former or further name: the same path on the primary one; a form that is sent is sent again, not lost."""
    answer = HttpResponsePermanentRedirect if request.method in SAFE else PermanentRedirectKeepingMethod
    return answer(f"{portal.base_url}{request.get_full_path()}")


def notice(request, portal, today: datetime.date):
    """503 with what there is to say; search engines keep the addresses and come back (Retry-After)."""
    until = portal.announcement_until
    context = {
        "portal": portal,
        "site_portal": portal,
        "face": portal.face,
        "paragraphs": [line for line in portal.announcement.splitlines() if line.strip()],
        "until": day(until) if until and until >= today else "",
    }
    response = render(request, "portal/state.html", context, status=503)
    response["Cache-Control"] = "no-store"
    next_day = max(until or today, today) + datetime.timedelta(days=1)
    morning = timezone.make_aware(datetime.datetime.combine(next_day, datetime.time()))
    response["Retry-After"] = http_date(morning.timestamp())
    return response
