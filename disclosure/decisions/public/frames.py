"""The frame around pages of decisions: that of their column on this portal."""

from cms_core.models import ColumnPage
from cms_core.public.json_ld import script_safe
from cms_core.public.meta import column_tags, site_tags
from cms_core.public.place import columns_of
from cms_core.views.frame import ATOM, frame
from disclosure.decisions.kinds import COLUMN_KEYS
from disclosure.decisions.public.addresses import list_path, with_parameters
from disclosure.decisions.public.scopes import Scope


def column_of(request, scope: Scope) -> ColumnPage | None:
    """Of the portal whose slice it is, or of the host; None where the blueprint made none."""
    columns = columns_of(request, request.portal)
    own = scope.open[scope.owner.pk].column
    key = COLUMN_KEYS[scope.kind]
    node = (columns.get(own) if own else None) or next((node for node in columns.nodes if node.key == key), None)
    return ColumnPage.objects.filter(pk=node.id).first() if node else None


def decision_frame(request, scope: Scope, column, *, crumbs=(), title, path, tags=()) -> dict:
    """`crumbs` follow that of the list: (title, url). `path` is the page's one address."""
    context = frame(request, column)
    place = context["place"]
    root = place.site_portal.base_url
    trail = list(context["breadcrumb"])
    own = with_parameters(list_path(scope.kind), **scope.parameters)
    if column is None or crumbs:
        trail.append({"title": f"{scope.kind.label}公示", "url": own})
    trail += [{"title": text, "url": url} for text, url in crumbs]
    items = [
        {"@type": "ListItem", "position": number, "name": crumb["title"], "item": f"{root}{crumb['url']}"}
        for number, crumb in enumerate(trail, start=1)
    ]
    canonical = f"{root}{path}" if path else ""
    feed = with_parameters(f"{list_path(scope.kind)}feed.atom", **scope.parameters)
    return {
        **context,
        "scope": scope,
        "breadcrumb": trail,
        "canonical": canonical,
        "page_title": f"{title} - {place.portal.name}",
        "meta": [*site_tags(place.site_portal), *(column_tags(place, column) if column else ()), *tags],
        "json_ld": script_safe(
            {"@context": "https://schema.org", "@graph": [{"@type": "BreadcrumbList", "itemListElement": items}]}
        ),
        "feeds": [(f"{scope.heading}（Atom）", feed, ATOM), *context["feeds"]],
        "problem_url": place.portal.problem_url(canonical or f"{root}{request.path}"),
    }
