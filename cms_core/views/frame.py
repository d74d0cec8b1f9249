"""The frame of every public page: portals, menus, tags, feeds; `docs/architecture.md` lists its keys.

One query (the column tree); one more on a page of a subsite.
"""

from urllib.parse import quote

from django.utils import timezone

from cms_core.public.json_ld import json_ld
from cms_core.public.meta import meta_tags
from cms_core.public.navigation import breadcrumb, navigation
from cms_core.public.place import Place, place_of

ATOM, RSS = "application/atom+xml", "application/rss+xml"


def frame(request, page) -> dict:
    """The context that `portal/base.html` needs; `page` is None on search, notice and error pages."""
    place = place_of(request, page)
    canonical = address_of(place, page, request)
    crumbs = breadcrumb(place, page)
    return {
        "site_portal": place.site_portal,
        "portal": place.portal,
        "portal_url": place.home_url,
        "page": page,
        "column": place.node,
        "columns": place.columns,
        "navigation": navigation(place, page),
        "breadcrumb": crumbs,
        "meta": meta_tags(place, page, canonical),
        "json_ld": json_ld(place, page, crumbs, canonical),
        "feeds": feeds_of(place),
        "canonical": canonical,
        "page_title": title_of(place, page),
        "state_bar": state_bar(place),
        "problem_url": place.portal.problem_url(canonical),
        "place": place,
    }


def address_of(place: Place, page, request) -> str:
    """The one absolute address of what is shown: without cursor or filter, except that a later page is its own."""
    root = place.site_portal.base_url
    if page is None:
        return f"{root}{quote(request.path)}"
    if place.node is None or place.node.id == page.pk:
        return f"{root}{place.node.url if place.node else '/'}"
    return f"{root}/{page.address}"


def title_of(place: Place, page) -> str:
    """What stands in the window's title: the special before the general."""
    names = [place.portal.name]
    if place.site_portal is not place.portal and place.site_portal.pk != place.portal.pk:
        names.append(place.site_portal.name)
    if page is None or page.pk == place.portal.home_id:
        return " - ".join(names)
    if place.node is not None and place.node.id != page.pk:
        return " - ".join([page.title, place.node.title, *names])
    return " - ".join([page.title, *names])


def feeds_of(place: Place) -> list[tuple[str, str, str]]:
    """Of the column the reader is in, else of the portal."""
    node = place.node
    name, url = (node.title, node.url) if node else (place.portal.name, "/")
    return [(f"{name}（Atom）", f"{url}feed.atom", ATOM), (f"{name}（RSS）", f"{url}feed.rss", RSS)]


def state_bar(place: Place):
    """What the portal's life-cycle state says at the top of each page; a subsite says its own, else its county's."""
    for portal in (place.portal, place.site_portal):
        bar = portal.state_bar(timezone.localdate())
        if bar:
            return bar
    return None
