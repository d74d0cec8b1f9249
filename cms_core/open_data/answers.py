"""What every machine address of open data is: open to all, counted, with errors that a program can read."""

import json
from functools import wraps

from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from cms_core.open_data.errors import BadQuestion
from cms_core.search.guard import guarded
from cms_core.views.public import public

JSON = "application/json; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Changed at any moment: kept, but asked for anew each time.
CACHE = "public, no-cache"
EXPOSED = "ETag, Last-Modified, Link, Retry-After"


def too_often(request, seconds):
    return problem(429, f"请求过于频繁，请 {seconds} 秒后再试。")


def open_data(setting: str, exposed: str = ""):
    """A view of GET and HEAD for programs, those of other sites too; `setting` says how often one address may ask.

    `exposed`: further headers that scripts of other sites may read.
    """

    def decorate(view):
        @wraps(view)
        def answer(request, *args, **kwargs):
            try:
                return view(request, *args, **kwargs)
            except BadQuestion as error:
                return problem(400, str(error), error.field)
            except Http404 as error:
                return problem(404, str(error) or "没有这个地址。")

        counted = public(guarded(setting, setting, too_often)(answer))

        @wraps(counted)
        def shared(request, *args, **kwargs):
            response = counted(request, *args, **kwargs)
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = ", ".join(filter(None, (EXPOSED, exposed)))
            response["X-Robots-Tag"] = "noindex"
            return response

        # `wraps` carries `csrf_exempt` over.
        return shared

    return decorate


def problem(status: int, message: str, field: str = "") -> JsonResponse:
    told = {"error": message, "field": field} if field else {"error": message}
    response = JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response


def as_json(told) -> HttpResponse:
    return HttpResponse(json.dumps(told, ensure_ascii=False, indent=1), content_type=JSON)


def streamed(request, pieces, *, media_type: str, name: str, etag: str, modified=None, headers=()) -> HttpResponse:
    """304 for who has it, before anything is read; of HEAD only the headers. `pieces()` begins to read."""
    response = HttpResponse(content_type=media_type)
    response["ETag"], response["Cache-Control"] = etag, CACHE
    if modified:
        response["Last-Modified"] = http_date(modified.timestamp())
    response = get_conditional_response(
        request, etag=etag, last_modified=modified and int(modified.timestamp()), response=response
    )
    if response.status_code != 200:
        return response
    response["Content-Disposition"] = content_disposition_header(True, name)
    for header, value in dict(headers).items():
        response[header] = value
    return response if request.method == "HEAD" else StreamingHttpResponse(pieces(), headers=response.headers)
