"""/disclosure/oai: the harvesting interface, by GET and POST, and the schema of its own format."""

from functools import wraps

from django.db import transaction
from django.http import HttpResponse, HttpResponseNotAllowed
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from cms_core.search.guard import guarded
from cms_core.views.public import without_session
from disclosure.exports.oai.answers import VERBS, base_url
from disclosure.exports.oai.errors import UNTOLD, OaiError
from disclosure.exports.oai.harvest import Slice
from disclosure.exports.oai.moments import written
from disclosure.exports.oai.requests import Asked, asked_of
from disclosure.exports.oai.schema import schema as text_of_schema
from disclosure.exports.oai.xml import DECLARATION, element

OAI = "http://www.openarchives.org/OAI/2.0/"
XML = "text/xml; charset=utf-8"
METHODS = ("GET", "HEAD", "POST")
OFTEN = "PORTAL_HARVESTS_PER_MINUTE"


def too_often(request, seconds):
    """Flow control, section 3.1.2.2: 503 and Retry-After, which harvesters wait for."""
    text = f"请求过于频繁，请 {seconds} 秒后再试。"
    return HttpResponse(text, status=503, content_type="text/plain; charset=utf-8")


def for_harvesters(view):
    """Open to everybody, without cookie and session; a POST only asks: no token, and no transaction that writes."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        response = without_session(request, view(request, *args, **kwargs))
        response["Access-Control-Allow-Origin"] = "*"
        response["X-Robots-Tag"] = "noindex"
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return transaction.non_atomic_requests(csrf_exempt(gzip_page(answer)))


@for_harvesters
@guarded(OFTEN, OFTEN, too_often)
def oai(request):
    # Before anything is read: what is written from now on is in the next harvest.
    now, asked, slice_ = timezone.now(), Asked(""), Slice(request.portal)
    try:
        asked = asked_of(request)
        told = f"<{asked.verb}>\n{VERBS[asked.verb](asked, slice_)}</{asked.verb}>"
    except OaiError as error:
        told = element("error", error, code=error.code)
        if isinstance(error, UNTOLD):
            asked = Asked("")
    return HttpResponse(envelope(asked, slice_.portal, now, told), content_type=XML)


def envelope(asked: Asked, portal, now, told: str) -> str:
    arguments = {"verb": asked.verb, **asked.arguments} if asked.verb else {}
    return (
        f'{DECLARATION}<OAI-PMH xmlns="{OAI}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="{OAI} {OAI}OAI-PMH.xsd">{element("responseDate", written(now))}'
        f"{element('request', base_url(portal), **arguments)}\n{told}</OAI-PMH>\n"
    )


@for_harvesters
def schema(request):
    response = HttpResponse(text_of_schema(), content_type=XML)
    response["Cache-Control"] = "public, max-age=3600"
    return response
