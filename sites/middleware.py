"""Which portal a request is for. An unknown host is refused (421), never answered by some default portal."""

from django.http import HttpResponse

from sites.models import Portal


class PortalMiddleware:
    """Sets `request.portal`; the admin and static files are reached through any portal's host."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        hostname = request.get_host().partition(":")[0].lower()
        request.portal = Portal.objects.for_host(hostname)
        if request.portal is None:
            return HttpResponse("421", status=421)
        request._wagtail_site = request.portal.site
        return self.get_response(request)
