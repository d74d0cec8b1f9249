"""/search/feed.atom?q=…: the newest results of a search, with all its choices but order and page."""

from django.http import HttpResponse
from django.utils.html import escape

from cms_core.feeds.answer import MAX_AGE, MEDIA_TYPES
from cms_core.feeds.build import SIZE, Atom, add, clean
from cms_core.public.place import place_of
from cms_core.search.guard import guarded
from cms_core.search.reading.choices import FEED, Choices
from cms_core.search.reading.read import newest
from cms_core.views.public import public
from cms_core.views.search import BEING_BUILT, UNAVAILABLE, later, too_often, unavailable


@public
@guarded("search", "PORTAL_SEARCH_PER_MINUTE", too_often)
def search_feed(request):
    place = place_of(request)
    try:
        reading = newest(Choices.of(request.GET), place, SIZE)
    except UNAVAILABLE:
        return unavailable(request)
    if reading.incomplete:  # readers of feeds would take what is missing for withdrawn
        return later(request, BEING_BUILT)
    response = HttpResponse(body_of(reading, place), content_type=f"{MEDIA_TYPES['atom']}; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["X-Robots-Tag"] = "noindex"
    return response


def body_of(reading, place) -> str:
    root, portal = place.site_portal.base_url, place.site_portal
    page = f"{root}{reading.choices.without('order').address()}"
    title = f"“{reading.question.text}”的搜索结果 - {portal.name}" if reading.question else f"搜索 - {portal.name}"
    generator = Atom(
        title=clean(title),
        link=page,
        description=clean(title),
        language="zh-CN",
        feed_url=f"{root}{reading.choices.without('order').address(FEED)}",
        feed_guid=page,
        author_name=clean(portal.organisation.name),
    )
    for result in reading.results:
        add(
            generator,
            title=result["title"],
            url=result["url"],
            summary=summary_of(result),
            author=result["issuer"] or result["portal_name"] or portal.name,
            published_at=result["published_at"],
            updated_at=result["updated_at"] or result["published_at"],
        )
    return generator.writeString("utf-8")


def summary_of(result: dict) -> str:
    """文件修改、废止、失效要明确标注 (standards 1.3, U5): for who reads it elsewhere too."""
    text = result["summary"] or "".join(piece for piece, _ in result["passage"]) or result["title"]
    said = f"【{result['validity_label']}】{text}" if result["validity_label"] else text
    return escape(said)  # a summary is HTML to the readers of feeds
