"""For machines: JSON of an issue, and an entry as canonical JSON, Akoma Ntoso and plain text."""

import json

from django.http import Http404, HttpResponse

from gazette.exports.akoma_ntoso import akoma_ntoso
from gazette.public.access import of_entry, of_issue
from gazette.public.machine import issue_data, plain_text
from gazette.texts.canonical import canonical_bytes

JSON = "application/json; charset=utf-8"


@of_issue
def issue_json(request, issue):
    body = json.dumps(issue_data(issue), ensure_ascii=False, indent=1)
    return open_to_all(HttpResponse(body, content_type=JSON))


@of_entry
def entry_json(request, entry):
    """Exactly the bytes whose SHA-256 the manifest names."""
    return open_to_all(HttpResponse(canonical_bytes(entry), content_type=JSON))


@of_entry
def entry_akn(request, entry):
    return open_to_all(HttpResponse(akoma_ntoso(entry), content_type="application/akn+xml; charset=utf-8"))


@of_entry
def entry_text(request, entry):
    if not entry.has_text:
        raise Http404
    return open_to_all(HttpResponse(plain_text(entry), content_type="text/plain; charset=utf-8"))


def open_to_all(response):
    """公报数据库向公众开放 (G11): pages of other sites may read it too."""
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    return response
