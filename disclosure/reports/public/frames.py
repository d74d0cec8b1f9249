"""The frame around pages of annual reports: that of the host's column 政府信息公开年报."""

from cms_core.models import ColumnPage
from cms_core.public.json_ld import script_safe
from cms_core.public.meta import column_tags, site_tags
from cms_core.public.place import columns_of
from cms_core.views.frame import frame
from disclosure.platform.frame import platform_context
from disclosure.reports.bodies import COLUMN


def column_on(request) -> ColumnPage | None:
    """Of the host's own portal; None where the blueprint made none, or it is closed."""
    tree = columns_of(request, request.portal)
    home = request.portal.home_id
    node = next((node for node in tree.nodes if node.key == COLUMN and node.home_id == home), None)
    return ColumnPage.objects.filter(pk=node.id).first() if node else None


def report_frame(request, column, *, title: str, path: str, crumbs=()) -> dict:
    """`crumbs` (title, url) follow that of the column."""
    context = frame(request, column)
    place = context["place"]
    root = place.site_portal.base_url
    trail = [*context["breadcrumb"], *({"title": text, "url": url} for text, url in crumbs)]
    items = [
        {"@type": "ListItem", "position": number, "name": one["title"], "item": f"{root}{one['url']}"}
        for number, one in enumerate(trail, start=1)
    ]
    canonical = f"{root}{path}"
    return {
        **context,
        **platform_context(place, here="reports"),
        "breadcrumb": trail,
        "canonical": canonical,
        "page_title": f"{title} - {place.portal.name}",
        "heading": title,
        "meta": [*site_tags(place.site_portal), *column_tags(place, column)],
        "json_ld": script_safe(
            {"@context": "https://schema.org", "@graph": [{"@type": "BreadcrumbList", "itemListElement": items}]}
        ),
        "problem_url": place.portal.problem_url(canonical),
    }
