"""The column 依申请公开: the entrance, the guide, the form to download, the year in figures; then its own text."""

from django.utils import timezone

from cms_core.public.faces import Face, register_column_face
from cms_core.public.place import place_of
from disclosure.applications.public.bodies import KEY
from disclosure.applications.public.statistics import of_year
from disclosure.platform import faces as platform

TEMPLATE = "apply/column.html"
COLUMN_TYPE = "依申请公开"


def register() -> None:
    """After the platform's own, which serves every other column of the type."""
    register_column_face(COLUMN_TYPE, find_face)


def find_face(request, column) -> Face | None:
    if column.blueprint_key == KEY:
        place = place_of(request, column)
        if place.node is not None and place.node.home_id == place.site_portal.home_id:
            return Face(TEMPLATE, lambda request, place: shown(request, column, place))
    return platform.find_face(request, column)


def shown(request, column, place) -> dict:
    sections = (context := platform.in_place(request, column, place))["platform"]["sections"]
    return context | {
        "figures": of_year(place.site_portal, timezone.localdate()),
        "guide_url": next((one["url"] for one in sections if one["name"] == "guide"), ""),
        "owner": place.site_portal,
    }
