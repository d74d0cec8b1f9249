"""/sitemap.xml, /sitemap-<n>.xml and /robots.txt for machines, /sitemap/ for people."""

from io import StringIO

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import http_date

from cms_core.public.place import place_of
from cms_core.sitemaps.build import addresses, ranges, write
from cms_core.sitemaps.sources import source, sources
from cms_core.views.frame import frame
from cms_core.views.public import public

# As feeds: what is published, or withdrawn, is known to everyone within a minute.
MAX_AGE = 30
HIGHEST = 10**6
CLOSED = ("/admin/", "/search/", "/leaving/", "/display/", "/_util/")


def xml(element, item, rows) -> HttpResponse:
    stream = StringIO()
    rows = list(rows)
    write(stream, element, item, rows)
    response = HttpResponse(stream.getvalue(), content_type="application/xml; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    moments = [moment for _, moment in rows if moment]
    if moments:
        response["Last-Modified"] = http_date(max(moments).timestamp())
    return response


@public
def sitemap_index(request):
    portal = request.portal
    files = [(0, None), *ranges(portal.home_id)]
    for one in sources():
        files += [(f"{one.name}-{number}", moment) for number, moment in one.ranges(portal)]
    rows = ((f"{portal.base_url}/sitemap-{number}.xml", moment) for number, moment in files)
    return xml("sitemapindex", "sitemap", rows)


@public
def sitemap_file(request, number):
    portal = request.portal
    if number > HIGHEST:
        raise Http404
    if number == 0:
        found = [("/", None), *((node.url, None) for node in place_of(request).columns.nodes)]
    else:
        found = [(f"/{address}", moment) for address, moment in addresses(portal.home_id, number)]
        if not found:
            raise Http404
    return xml("urlset", "url", ((f"{portal.base_url}{path}", moment) for path, moment in found))


@public
def sitemap_of_source(request, name, number):
    portal = request.portal
    named = source(name)
    found = list(named.addresses(portal, int(number))) if named else []
    if not found:
        raise Http404
    return xml("urlset", "url", ((f"{portal.base_url}{path}", moment) for path, moment in found))


@public
def robots(request):
    """A portal that is not running (being tried, closing, archived) stays out of search engines."""
    portal = request.portal
    lines = ["User-agent: *"]
    if portal.state == "running":
        lines += [f"Disallow: {path}" for path in CLOSED]
        lines += ["", f"Sitemap: {portal.base_url}/sitemap.xml"]
    else:
        lines.append("Disallow: /")
    response = HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return response


@public
def site_map(request):
    """站点地图: every column that has something to show, as a tree."""
    context = frame(request, None)
    context |= {
        "page_title": f"站点地图 - {context['portal'].name}",
        "breadcrumb": [{"title": "首页", "url": "/"}, {"title": "站点地图", "url": "/sitemap/"}],
        "tree": [branch(node) for node in context["columns"].roots if shown_on_map(node)],
    }
    return render(request, "portal/sitemap.html", context)


def branch(node):
    """A column and those below it; a subsite ends the branch, it has a map of menus of its own."""
    below = [] if node.is_home else [branch(child) for child in node.children if shown_on_map(child)]
    return {"title": node.title, "url": node.url, "children": below}


def shown_on_map(node):
    return node.is_home or not node.is_empty
