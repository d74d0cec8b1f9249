"""The answer to a request for a feed."""

from django.http import HttpResponse
from django.utils.http import http_date

from cms_core.feeds.build import build, newest
from cms_core.public.place import place_of

MEDIA_TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml"}
# What is published, or withdrawn, is seen by everyone within a minute.
MAX_AGE = 30


def feed_response(request, feed) -> HttpResponse:
    place = place_of(request, feed.page)
    node, portal = place.node, place.portal
    columns = node.family_ids() if node else None
    entries = newest(columns, place.site_portal.home_id)
    described = getattr(feed.page, "description", "") or getattr(feed.page, "summary", "")
    name = portal.name if node is None or node.is_home else f"{node.title} - {portal.name}"
    body = build(
        feed.format,
        title=name,
        root=place.site_portal.base_url,
        path=node.url if node else "/",
        description=described or f"{name}最新发布的内容",
        author=portal.organisation.name,
        entries=entries,
    )
    response = HttpResponse(body, content_type=f"{MEDIA_TYPES[feed.format]}; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    if entries:
        response["Last-Modified"] = http_date(max(entry.updated_at for entry in entries).timestamp())
    return response
