"""Hands out attachments: to whom they may be shown, under their own names, never as something that runs."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import document_served

from cms_core.attachments.ranges import Part, RangeNotSatisfiable, part_of
from cms_core.attachments.visibility import is_editor_of, is_public
from cms_core.models import Attachment

# `sandbox` would be right for PDF too, but Chromium then refuses to show any: scripts in PDFs are refused at upload.
POLICY = "default-src 'none'; sandbox"
POLICIES = {"pdf": "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'", "mp4": "default-src 'none'"}


@require_safe
def serve_attachment(request, number: int, name: str = ""):
    """404 also for what exists but is not public yet: its existence is not told. Another name answers 301."""
    attachment = get_object_or_404(Attachment.objects.select_related("collection"), pk=number)
    public = is_public(attachment)
    if not public and not is_editor_of(request.user, attachment):
        raise Http404("没有这个附件。")
    for hook in hooks.get_hooks("before_serve_document"):
        result = hook(attachment, request)
        if isinstance(result, HttpResponse):
            return result
    if name != attachment.filename:
        return redirect(attachment.url, permanent=public)
    document_served.send(sender=Attachment, instance=attachment, request=request)
    response = respond(request, attachment)
    if public:
        patch_cache_control(response, public=True, max_age=300)
    else:
        add_never_cache_headers(response)
    return response


def respond(request, attachment) -> HttpResponse:
    etag = quote_etag(attachment.sha256 or attachment.file_hash)
    size = attachment.get_file_size() or 0
    try:
        part = part_of(request.headers, size, etag)
    except RangeNotSatisfiable:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        return with_headers(response, attachment, etag)
    if etag in {value.strip().removeprefix("W/") for value in request.headers.get("If-None-Match", "").split(",")}:
        return with_headers(HttpResponse(status=304), attachment, etag)
    try:
        file = attachment.file.storage.open(attachment.file.name, "rb")
    except FileNotFoundError:
        raise Http404("附件的文件不在了，请告诉网站管理员。") from None
    if part is None:
        response = FileResponse(file, content_type=attachment.content_type)
        response["Content-Length"] = size
    else:
        response = FileResponse(Part(file, part), status=206, content_type=attachment.content_type)
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
        response["Content-Length"] = len(part)
    return with_headers(response, attachment, etag)


def with_headers(response, attachment, etag: str) -> HttpResponse:
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["Last-Modified"] = http_date(attachment.created_at.timestamp())
    response["Content-Disposition"] = attachment.content_disposition
    response["Content-Security-Policy"] = POLICIES.get(attachment.content_kind, POLICY)
    response["X-Content-Type-Options"] = "nosniff"
    return response
