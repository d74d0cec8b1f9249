"""/disclosure/dcat.rdf|ttl|jsonld, and /disclosure/dcat, which leads to the one that a program prefers."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.gzip import gzip_page

from cms_core.open_data.answers import open_data
from cms_core.open_data.errors import BadQuestion
from disclosure.exports.dcat import json_ld, rdf_xml, turtle
from disclosure.exports.dcat.catalogue import graph_of, page_of
from disclosure.exports.views import WHOLE

WRITERS = {"rdf": rdf_xml, "ttl": turtle, "jsonld": json_ld}
PATH = "/disclosure/dcat"


def number_of(query) -> int:
    for name in query:
        if name != "page":
            raise BadQuestion(name[:40], "没有这个参数；只有 page（第几页）。")
    text = query.get("page", "1")
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text)):
        raise BadQuestion("page", "page 是从 1 开始的页号。")
    return int(text)


@gzip_page
@open_data(WHOLE)
def catalogue(request, form):
    writer = WRITERS[form]
    page = page_of(request.portal, number_of(request.GET))
    response = HttpResponse(writer.written(graph_of(page, f"{PATH}.{form}")), content_type=writer.MEDIA_TYPE)
    response["Content-Disposition"] = content_disposition_header(False, f"dcat.{form}")
    return response


@open_data(WHOLE)
def chosen(request):
    """303 to a form; the addresses of catalogue and data sets are this one, with what stands behind #."""
    accepted = request.headers.get("accept", "")
    kinds = {"text/turtle": "ttl", "application/ld+json": "jsonld", "application/rdf+xml": "rdf"}
    form = next((form for kind, form in kinds.items() if kind in accepted), "rdf")
    response = HttpResponse(status=303)
    response["Location"], response["Vary"] = f"{PATH}.{form}", "Accept"
    return response
