"""The public addresses of 双公示."""

import hashlib

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from cms_core.feeds.answer import MAX_AGE
from cms_core.search.guard import guarded
from disclosure.decisions.public.access import of_decision, of_list
from disclosure.decisions.public.detail_page import TEMPLATE as DECISION
from disclosure.decisions.public.detail_page import decision_context
from disclosure.decisions.public.feed import atom, newest
from disclosure.decisions.public.files import FORMS
from disclosure.decisions.public.list_page import TEMPLATE as LIST
from disclosure.decisions.public.list_page import list_context
from disclosure.decisions.public.questions import Question

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
OFTEN = "PORTAL_DECISIONS_DOWNLOADS_PER_MINUTE"


@of_list
def decisions(request, scope, column):
    context = list_context(request, scope, column)
    response = render(request, LIST, context)
    if context["question"].is_filtered or context["question"].cursor:
        response["X-Robots-Tag"] = "noindex, follow"
    return response


@of_decision
def decision(request, found, scope, column):
    response = render(request, DECISION, decision_context(request, found, scope, column))
    # Its term ends: a copy that a search engine keeps would outlive it.
    response["X-Robots-Tag"] = "noarchive"
    return response


def too_often(request, seconds):
    return HttpResponse(f"下载过于频繁，请 {seconds} 秒后再试。", status=429, content_type="text/plain; charset=utf-8")


@guarded(OFTEN, OFTEN, too_often)
@of_list
def data(request, scope, column, form):
    question = Question.of(request.GET, scope)
    if form not in FORMS:
        raise Http404
    versions = sorted((site, shelf.version) for site, shelf in scope.shelves.items())
    state = f"{form} {question.url('')} {timezone.localdate()} {sorted(scope.open)} {versions}"
    etag = f'"{hashlib.blake2b(state.encode(), digest_size=16).hexdigest()}"'
    head = HttpResponse(content_type=MEDIA_TYPES[form])
    head["ETag"], head["Cache-Control"], head["X-Robots-Tag"] = etag, "public, no-cache", "noindex"
    head = get_conditional_response(request, etag=etag, response=head)
    if head.status_code != 200:
        return head
    head["Content-Disposition"] = content_disposition_header(True, f"{scope.heading}.{form}")
    if request.method == "HEAD":
        return head
    return StreamingHttpResponse(FORMS[form](question), headers=head.headers)


@of_list
def feed(request, scope, column):
    rows = newest(scope)
    response = HttpResponse(atom(scope, rows), content_type="application/atom+xml; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    if rows:
        response["Last-Modified"] = http_date(max(row.updated_at for row in rows).timestamp())
    return response
