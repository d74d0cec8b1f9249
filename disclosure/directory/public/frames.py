"""The frame around pages of the directory: that of the column 法定主动公开内容, where the portal has one."""

from urllib.parse import urljoin

from cms_core.models import ColumnPage
from cms_core.public.json_ld import script_safe
from cms_core.public.meta import column_tags, site_tags
from cms_core.public.place import columns_of
from cms_core.views.frame import frame
from cms_core.views.serve import through_hooks
from disclosure.directory.items import items
from disclosure.directory.questions import Question
from disclosure.directory.scopes import Scope
from disclosure.platform.frame import PATH, ROOT, STATUTORY, platform_context


def within_column(request, scope: Scope, show):
    """As for a page of the column: behind its password where it has one."""
    column = column_of(request, scope)
    if column is None:
        return show(None)
    return through_hooks(request, column, lambda *_: show(column))


def column_of(request, scope: Scope) -> ColumnPage | None:
    nodes = [node for node in columns_of(request, scope.portal).nodes if node.home_id == scope.of.home_id]
    for keys in (STATUTORY, (ROOT,)):
        if found := next((node for node in nodes if node.key in keys), None):
            return ColumnPage.objects.filter(pk=found.id).first()
    return None


def columns_for(request, question: Question) -> list[dict]:
    """The portal's own columns of the chosen item: texts and tables there are no entries of the directory."""
    scope = question.scope
    if not question.item or scope.whole:
        return []
    keys = set(items()[question.item].keys) - {*STATUTORY, ROOT}
    nodes = columns_of(request, scope.portal).nodes
    return [
        {"title": node.title, "url": node.url}
        for node in nodes
        if node.key in keys and node.home_id == scope.of.home_id
    ]


def directory_frame(
    request, question: Question, column, *, title: str, path: str, of: str = "", crumbs=(), tags=()
) -> dict:
    """`crumbs` follow that of the column: (title, url). `path` is the page's one address, "" for one without; `of` is
    that of the page it tells about, which search engines shall show instead."""
    context = frame(request, column)
    place = context["place"]
    root = place.site_portal.base_url
    trail = list(context["breadcrumb"]) + [{"title": name, "url": url} for name, url in crumbs]
    listed = [
        {"@type": "ListItem", "position": number, "name": crumb["title"], "item": f"{root}{crumb['url']}"}
        for number, crumb in enumerate(trail, start=1)
    ]
    canonical = urljoin(f"{root}/", path) if path else ""
    return {
        **context,
        **platform_context(place, question, here="statutory"),
        "breadcrumb": trail,
        "canonical": urljoin(f"{root}/", of) if of else canonical,
        "page_title": f"{title} - {place.portal.name}",
        "meta": [*site_tags(place.site_portal), *(column_tags(place, column) if column else ()), *tags],
        "json_ld": script_safe(
            {"@context": "https://schema.org", "@graph": [{"@type": "BreadcrumbList", "itemListElement": listed}]}
        ),
        "problem_url": place.portal.problem_url(canonical or f"{root}{request.path}"),
        "directory_url": question.url(PATH, cursor=question.cursor),
    }
