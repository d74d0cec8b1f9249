"""What columns of type 重点领域 show instead of their articles: the county's Sunshine, or a domain of it."""

from cms_core.public.faces import Face
from cms_core.public.place import place_of
from disclosure.sunshine.domains import domains
from disclosure.sunshine.places import PARENT, domain_of
from disclosure.sunshine.public import domain_page, home_page
from disclosure.sunshine.public.scopes import Scope


def find_face(request, column) -> Face | None:
    """None for a column that belongs to no domain: it keeps its articles, as one that is only previewed does."""
    key = domain_of(column.blueprint_key, column.title)
    if column.blueprint_key != PARENT and not key:
        return None
    place = place_of(request, column)
    if place.node is None or not place.portal.is_open:
        return None
    scope = Scope(place.portal, place.site_portal, place.columns)
    if column.blueprint_key == PARENT:
        return Face(home_page.TEMPLATE, lambda request, place: home_page.home_context(request, scope, column))
    node = scope.columns.node(key)
    if node is None or node.id != column.pk:
        return None
    return Face(
        domain_page.TEMPLATE,
        lambda request, place: domain_page.domain_context(request, scope, column, domains()[key]),
    )
