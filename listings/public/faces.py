"""What columns of type 权责清单 show instead of their articles: the list, or on the parent column all of them."""

from django.http import Http404
from django.utils import timezone

from cms_core.catalogue.kept import counts_of
from cms_core.public.faces import LIST, Face
from cms_core.public.place import place_of
from listings.kinds import ListKind
from listings.models import Listing
from listings.public import addresses
from listings.public.list_page import TEMPLATE, list_context
from listings.public.scopes import WHOLE, scope_of
from listings.slices import COLUMN_KEYS, kind_of_column
from sites.models import PortalLevel

PARENT = "lists"
FOUR = "lists/four.html"
SAYS = {
    ListKind.POWER: "政府部门有哪些行政职权，依据什么，怎样监督",
    ListKind.RESPONSIBILITY: "部门负什么责任，职责怎样划分，怎样监管和追责",
    ListKind.NEGATIVE: "哪些投资项目禁止或需要核准，清单之外一律备案",
    ListKind.FUND: "有哪些专项资金，怎样申报、分配，绩效如何",
    ListKind.BASIC: "全省统一的名称、编码、类型和依据",
}


def find_face(request, column) -> Face | None:
    """None where the column has no list, or one that the public may not see: it keeps its articles."""
    if column.blueprint_key == PARENT:
        return four_face(request, column)
    listing = Listing.objects.filter(column=column.pk, length__gt=0).select_related("portal").first()
    kind = listing.kind if listing else kind_of_column(column)
    if kind is None:
        return None
    place = place_of(request, column)
    try:
        scope = scope_of(place.portal, kind) if place.node else None
    except Http404:
        return None
    if scope is None or not scope.listing.length:
        return None
    scope.portal = place.site_portal
    scope.of_subsite = place.portal.pk != place.site_portal.pk
    return Face(TEMPLATE, lambda request, place: list_context(request, scope, column))


def four_face(request, column) -> Face | None:
    place = place_of(request, column)
    nodes = [node for node in place.node.children if node.key in COLUMN_KEYS] if place.node else []
    if not any(node.holds_more for node in nodes):
        return None
    return Face(FOUR, lambda request, place: four_context(place))


def four_context(place) -> dict:
    """The lists with their live counts; what else was published in the column is a link away."""
    nodes = [node for node in place.node.children if node.key in COLUMN_KEYS]
    numbers = counts_of(place.portal.home, nodes, timezone.localdate())
    subsite = place.portal.pk != place.site_portal.pk
    own = {"listing": place.portal.key} if subsite else {}
    cards = []
    for node in nodes:
        kind = COLUMN_KEYS[node.key]
        number = numbers.get(node.id)
        cards.append(
            {
                "title": node.title,
                "url": node.url,
                "text": SAYS[kind],
                "count": f"{number[0]:,}" if number else "",
                "unit": number[1] if number else "",
                "links": [
                    {"title": "动态调整", "url": addresses.with_parameters(addresses.adjustments_path(kind), **own)},
                    {"title": "即将生效", "url": addresses.with_parameters(addresses.upcoming_path(kind), **own)},
                    {"title": "统计", "url": addresses.with_parameters(addresses.statistics_path(kind), **own)},
                ]
                if number
                else [],
            }
        )
    whole = place.site_portal.level == PortalLevel.PROVINCE
    return {
        "heading": place.node.title,
        "cards": cards,
        "whole": [
            {"title": f"全省{addresses.SHORT[kind]}", "url": f"{addresses.list_path(kind)}?scope={WHOLE}"}
            for kind in (COLUMN_KEYS[node.key] for node in nodes)
        ]
        if whole
        else [],
        "others_url": f"{place.node.url}?view={LIST}" if any(node.entry_count for node in place.node.family()) else "",
    }
