"""The content security policy of the admin: Wagtail's pages carry inline scripts and styles, the public ones none."""

from django.conf import settings


class AdminPolicyMiddleware:
    """Gives answers below /admin/ ADMIN_CONTENT_SECURITY_POLICY instead of the public policy. Inside CSPMiddleware."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path_info.startswith("/admin/"):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return response
