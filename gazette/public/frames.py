"""The frame around the gazette's pages: that of its column, with years, issues and entries below it."""

from cms_core.public.json_ld import script_safe
from cms_core.public.meta import column_tags, site_tags
from cms_core.views.frame import ATOM, frame
from gazette.public.addresses import FEED


def gazette_frame(request, gazette, *, crumbs, title, path, content_tags=(), graph=()) -> dict:
    """`crumbs` follow those of the column: (title, url) pairs, as 2015年 › 第7期（总第1074期） of the seed.

    `path` is the page's one address; `content_tags` and `graph` (schema.org) what it says of its content.
    """
    context = frame(request, gazette.column)
    place = context["place"]
    root = place.site_portal.base_url
    breadcrumb = [*context["breadcrumb"], *({"title": title, "url": url} for title, url in crumbs)]
    trail = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": crumb["title"], "item": f"{root}{crumb['url']}"}
            for number, crumb in enumerate(breadcrumb, start=1)
        ],
    }
    canonical = f"{root}{path}"
    return {
        **context,
        "gazette": gazette,
        "breadcrumb": breadcrumb,
        "canonical": canonical,
        "page_title": f"{title} - {context['page_title']}",
        "meta": [*site_tags(place.site_portal), *column_tags(place, gazette.column), *content_tags],
        "json_ld": script_safe({"@context": "https://schema.org", "@graph": [trail, *graph]}),
        "feeds": [(f"{gazette.name}（Atom）", FEED, ATOM), *context["feeds"]],
        "problem_url": place.portal.problem_url(canonical),
    }
