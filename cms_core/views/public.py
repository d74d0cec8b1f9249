"""What every public view is: read-only, without session or cookie, with an ETag of what it says."""

import hashlib
from functools import wraps

from django.http import HttpResponseNotAllowed
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

METHODS = ("GET", "HEAD")


def public(view):
    """405 for what is neither GET nor HEAD, 304 for a reader who has it; readers get no cookie and no session."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        response = view(request, *args, **kwargs)
        if hasattr(response, "render") and not response.is_rendered:
            response.render()
        return conditional(request, without_session(request, response))

    # Nothing is changed here, so there is nothing to forge; without this a POST would be a 403 of the wrong reason.
    return csrf_exempt(answer)


def without_session(request, response):
    """A session that was not asked for is not renewed either: its cookie would make the page one reader's own.

    SESSION_SAVE_EVERY_REQUEST would write it at each page an editor reads; without `request.session` the middleware
    has nothing to save. Private pages did ask, and keep it.
    """
    session = getattr(request, "session", None)
    if session is not None and not session.accessed and not session.modified:
        del request.session
    return response


def conditional(request, response):
    if response.streaming or response.status_code != 200:
        return response
    if not response.has_header("Cache-Control"):
        # Kept, but asked for anew each time: an editor who publishes must see it.
        response["Cache-Control"] = "public, no-cache"
    if "no-store" in response["Cache-Control"] or "private" in response["Cache-Control"]:
        return response
    digest = hashlib.blake2b(response.content, digest_size=16).hexdigest()
    response.headers.setdefault("ETag", f'"{digest}"')
    return get_conditional_response(request, etag=response["ETag"], response=response)
