"""Hands out pictures: a draft's are its editors' only, whatever their address is called."""

from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

from cms_core.attachments.visibility import is_editor_of
from cms_core.pictures.visibility import picture_at, picture_is_public

POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
MAX_AGE = 3600


@require_safe
def serve_media(request, path: str):
    """404 also for what exists but is not public yet. What is no picture (a person's portrait) is for people within."""
    picture = None if "\x00" in path else picture_at(path)
    public = picture is not None and picture_is_public(picture)
    if not public and not may_see_privately(request.user, picture):
        raise Http404("没有这张图片。")
    response = accelerated(path) if settings.PORTAL_MEDIA_ACCEL else serve(request, path, settings.MEDIA_ROOT)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    if public:
        patch_cache_control(response, public=True, max_age=MAX_AGE)
    else:
        add_never_cache_headers(response)
    return response


def may_see_privately(user, picture) -> bool:
    if picture is None:
        return user.is_authenticated
    return is_editor_of(user, picture)


def accelerated(path: str) -> HttpResponse:
    """The web server in front sends the file (X-Accel-Redirect of nginx); it decides on type, length and ranges."""
    response = HttpResponse(headers={"X-Accel-Redirect": settings.PORTAL_MEDIA_ACCEL + quote(path)})
    del response["Content-Type"]
    return response
