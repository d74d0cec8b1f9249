"""The frame around the pages of applications: the column 依申请公开 of the host, within the platform's frame."""

from cms_core.views.frame import frame
from disclosure.applications.public.bodies import column_of
from disclosure.platform.frame import platform_context

HOME, STATUS = "/apply/", "/apply/status/"


def apply_frame(request, title: str, *, crumbs=(), personal: bool = True) -> dict:
    """Nothing of the application is in title, address or tags. Raises Http404 where none are taken."""
    column = column_of(request)
    context = frame(request, column)
    place = context["place"]
    root = place.site_portal.base_url
    context |= platform_context(place, here="requests")
    return context | {
        "breadcrumb": [*context["breadcrumb"], *({"title": text, "url": url} for text, url in crumbs)],
        "page_title": f"{title} - {place.portal.name}",
        "heading": title,
        "canonical": "" if personal else f"{root}{request.path}",
        "json_ld": "",
        "feeds": [],
        "problem_url": place.portal.problem_url(f"{root}{HOME}"),
        "column_url": place.node.url if place.node else HOME,
    }
