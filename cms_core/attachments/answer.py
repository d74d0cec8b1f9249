"""A stored file as an answer: whole, in parts (RFC 9110), or not at all when the reader has it already."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import quote_etag

from cms_core.attachments.ranges import Part, RangeNotSatisfiable, part_of


@dataclass(frozen=True)
class StoredFile:
    """`open()` returns the file in binary mode or raises FileNotFoundError; `digest` changes with the content."""

    open: Callable
    size: int
    digest: str
    media_type: str
    headers: dict = field(default_factory=dict)


def answer_file(request, stored: StoredFile) -> HttpResponse:
    """Raises Http404 when the file is gone from the disk."""
    etag = quote_etag(stored.digest)
    try:
        part = part_of(request.headers, stored.size, etag)
    except RangeNotSatisfiable:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{stored.size}"})
        return with_headers(response, stored, etag)
    if etag in {value.strip().removeprefix("W/") for value in request.headers.get("If-None-Match", "").split(",")}:
        return with_headers(HttpResponse(status=304), stored, etag)
    try:
        file = stored.open()
    except FileNotFoundError:
        raise Http404("文件不在了，请告诉网站管理员。") from None
    if part is None:
        response = FileResponse(file, content_type=stored.media_type)
        response["Content-Length"] = stored.size
    else:
        response = FileResponse(Part(file, part), status=206, content_type=stored.media_type)
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{stored.size}"
        response["Content-Length"] = len(part)
    return with_headers(response, stored, etag)


def with_headers(response, stored: StoredFile, etag: str) -> HttpResponse:
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    for name, value in stored.headers.items():
        response[name] = value
    return response
