"""Who does nothing for PORTAL_SESSION_SECONDS is logged out (GB/T 22239-2019 8.1.4.1 b), also before an open page.

Every request renews a session. What an open page asks by itself every few seconds must not, or nobody who leaves an
editor open would ever be logged out.
"""

import re

BY_ITSELF = re.compile(r"/admin/(?:editing-sessions/|provisioning/jobs/\d+/progress/)")


class IdleMiddleware:
    """Stands right after SessionMiddleware, which has nothing to save where there is no session left."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if BY_ITSELF.match(request.path_info) and not request.session.modified:
            del request.session
        return response
