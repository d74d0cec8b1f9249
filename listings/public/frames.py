"""The frame around pages of the lists: that of the list's column, with items and adjustments below it."""

from cms_core.public.json_ld import script_safe
from cms_core.public.meta import column_tags, site_tags
from cms_core.views.frame import ATOM, frame
from listings.kinds import ListKind
from listings.public import addresses
from listings.public.scopes import Scope


def list_frame(request, scope: Scope, column, *, crumbs=(), title, path, tags=(), graph=()) -> dict:
    """`crumbs` follow that of the list: (title, url). `path` is the page's one address, "" for one that has none."""
    context = frame(request, column)
    place = context["place"]
    root = place.site_portal.base_url
    trail = list(context["breadcrumb"])
    if column is None:
        trail.append({"title": addresses.SHORT[scope.kind], "url": here(scope, addresses.list_path(scope.kind))})
    trail += [{"title": text, "url": here(scope, url)} for text, url in crumbs]
    items = [
        {"@type": "ListItem", "position": number, "name": crumb["title"], "item": f"{root}{crumb['url']}"}
        for number, crumb in enumerate(trail, start=1)
    ]
    canonical = f"{root}{path}" if path else ""
    feed = addresses.with_parameters(addresses.feed_path(scope.kind), **scope.parameters)
    meta = [*site_tags(place.site_portal), *(column_tags(place, column) if column else ()), *tags]
    return {
        **context,
        "scope": scope,
        "breadcrumb": trail,
        "canonical": canonical,
        "page_title": f"{title} - {place.portal.name}",
        "meta": meta,
        "json_ld": script_safe({
            "@context": "https://schema.org",
            "@graph": [{"@type": "BreadcrumbList", "itemListElement": items}, *graph],
        }),
        "feeds": [(f"{scope.heading}动态调整（Atom）", feed, ATOM), *context["feeds"]],
        "problem_url": place.portal.problem_url(canonical or f"{root}{request.path}"),
        "tools": tools(scope, request.path),
    }  # fmt: skip


def here(scope: Scope, path: str) -> str:
    """A page of the same list; an item and an adjustment have one address, wherever they are looked at."""
    return path if path.endswith(".html") else addresses.with_parameters(path, **scope.parameters)


def tools(scope: Scope, shown: str) -> list[dict]:
    """The pages of a list beside one another; the present one has `active`."""
    found = [
        ("清单", addresses.list_path(scope.kind)),
        ("即将生效", addresses.upcoming_path(scope.kind)),
        ("动态调整", addresses.adjustments_path(scope.kind)),
        ("两日对比", addresses.compare_path(scope.kind)),
        ("统计", addresses.statistics_path(scope.kind)),
    ]
    if scope.kind == ListKind.POWER:
        found.append(("承接情况", addresses.gaps_path()))
    return [{"title": title, "url": here(scope, path), "active": path == shown} for title, path in found]
