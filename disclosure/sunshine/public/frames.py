"""The frame around pages of the Sunshine Project: that of the domain's column, with domain and record below it."""

from django.http import Http404

from cms_core.public.json_ld import script_safe
from cms_core.public.meta import column_tags, site_tags
from cms_core.views.frame import frame
from cms_core.views.serve import through_hooks
from disclosure.sunshine.domains import Domain
from disclosure.sunshine.public.scopes import Scope

HOME = "/sunshine/"
TITLE = "阳光工程"


def within(request, scope: Scope, domain: Domain | None, show):
    """`show(column)` behind whatever stands before the column; 404 for a domain that the public may not see."""
    if domain is not None and domain.key in scope.columns.closed:
        raise Http404
    column = scope.columns.page(domain.key) if domain else scope.columns.parent
    if column is None:
        return show(None)
    return through_hooks(request, column, lambda *_: show(column))


def sunshine_frame(request, scope: Scope, column, *, title: str, path: str, domain: Domain | None = None, crumbs=()):
    """`path` is the page's one address on the host; `crumbs` (title, url) follow that of the domain."""
    context = frame(request, column)
    root = scope.site_portal.base_url
    trail = list(context["breadcrumb"])
    known = {one["url"] for one in trail}
    parent = scope.columns.parent
    if parent is None and not any(one["title"] == TITLE for one in trail):
        trail.append({"title": TITLE, "url": scope.url(HOME)})
    node = scope.columns.node(domain.key) if domain else None
    if domain and (node is None or node.url not in known):
        trail.append({"title": domain.title, "url": scope.url(domain.path)})
    trail += [{"title": text, "url": url} for text, url in crumbs]
    items = [
        {"@type": "ListItem", "position": number, "name": one["title"], "item": f"{root}{one['url']}"}
        for number, one in enumerate(trail, start=1)
    ]
    canonical = f"{root}{path}"
    place = context["place"]
    return context | {
        "scope": scope,
        "domain": domain,
        "breadcrumb": trail,
        "canonical": canonical,
        "page_title": f"{title} - {scope.portal.name}",
        "meta": [*site_tags(place.site_portal), *(column_tags(place, column) if column else ())],
        "json_ld": script_safe(
            {
                "@context": "https://schema.org",
                "@graph": [{"@type": "BreadcrumbList", "itemListElement": items}],
            }
        ),
        "problem_url": scope.portal.problem_url(canonical),
        "home_url": scope.url(HOME),
    }
