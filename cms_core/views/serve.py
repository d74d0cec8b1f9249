"""The one view behind every address of a portal, in place of Wagtail's `serve`; its hooks run as they do there."""

from django.http import HttpResponse, HttpResponsePermanentRedirect
from wagtail import hooks
from wagtail.views import serve_chain

from cms_core.catalogue.addresses import Gone, Moved
from cms_core.feeds.answer import feed_response
from cms_core.public.resolve import Feed, resolve
from cms_core.views.errors import gone
from cms_core.views.public import public


@public
def serve(request, path=""):
    """Answers `path` (without the leading slash) on the host's portal; raises Http404."""
    answer = resolve(request, path)
    if isinstance(answer, Moved):
        return HttpResponsePermanentRedirect(with_query(request, answer.url))
    if isinstance(answer, Gone):
        return gone(request, answer.title)
    if isinstance(answer, Feed):
        return through_hooks(request, answer.page, lambda page, request, *_: feed_response(request, answer))
    return through_hooks(request, answer, serve_chain)


def through_hooks(request, page, show) -> HttpResponse:
    """`show` unless a hook of Wagtail (a page's password, a login) answers first."""
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        show = hook(show)
    for hook in hooks.get_hooks("before_serve_page"):
        answer = hook(page, request, [], {})
        if isinstance(answer, HttpResponse):
            return answer
    return show(page, request, [], {})


def with_query(request, url: str) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"{url}?{query}" if query and "?" not in url else url
