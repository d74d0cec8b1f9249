"""What the two columns of 法定主动公开内容 show: the list of decisions, where the portal has any to show."""

from django.http import Http404
from django.utils import timezone

from cms_core.public.faces import Face
from cms_core.public.place import place_of
from disclosure.decisions.kinds import COLUMN_KEYS
from disclosure.decisions.public.list_page import TEMPLATE, list_context
from disclosure.decisions.public.scopes import scope_of

OF_KEYS = {key: kind for kind, key in COLUMN_KEYS.items()}


def find_face(request, column) -> Face | None:
    """For a column of these keys; None where it keeps its articles."""
    kind = OF_KEYS.get(column.blueprint_key)
    if kind is None:
        return None
    place = place_of(request, column)
    if place.node is None:
        return None
    try:
        scope = scope_of(place.site_portal, kind, owner=place.portal)
    except Http404:
        return None
    if not scope.has_any(timezone.localdate()):
        return None
    return Face(TEMPLATE, lambda request, place: list_context(request, scope, column))
