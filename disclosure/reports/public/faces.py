"""The column 政府信息公开年报: the body's own reports, and years × reports of those below it."""

from django.utils import timezone

from cms_core.public.faces import Face, register_column_face
from cms_core.public.place import place_of
from disclosure.platform import faces as platform
from disclosure.reports.bodies import COLUMN
from disclosure.reports.public.scopes import YEARS, bodies_below

TEMPLATE = "disclosure/reports.html"
COLUMN_TYPE = "信息公开年报"
PATH = "/disclosure/reports/"


def register() -> None:
    register_column_face(COLUMN_TYPE, find_face)


def find_face(request, column) -> Face | None:
    """Any other column of this type keeps what the platform shows."""
    if column.blueprint_key != COLUMN or place_of(request, column).node is None:
        return platform.find_face(request, column)
    return Face(TEMPLATE, lambda request, place: context_of(request, column, place))


def context_of(request, column, place) -> dict:
    context = platform.in_place(request, column, place)
    own = place.portal
    if own.numchild == 0 or request.GET.get("cursor") or request.GET.get("year"):
        return context | {"matrix": None}
    return context | {"matrix": matrix_of(own, timezone.localdate().year - 1), "summary_url": PATH}


def matrix_of(top, last: int) -> dict | None:
    """`years` newest first, `rows` of bodies: name, url, cells (year, url); who has not published last year's."""
    years = [last - step for step in range(YEARS)]
    bodies = [one for one in bodies_below(top, years[-1]) if one.portal.pk != top.pk]
    if not bodies:
        return None
    rows = [
        {
            "name": body.name,
            "url": body.portal.url,
            "is_government": body.is_government,
            "cells": [{"year": year, "url": body.reports.get(year, "")} for year in years],
        }
        for body in bodies
        if body.reports
    ]
    return {
        "years": years,
        "last": last,
        "rows": rows,
        "published": sum(1 for body in bodies if last in body.reports),
        "total": len(bodies),
        "missing": [body.name for body in bodies if last not in body.reports],
    }
