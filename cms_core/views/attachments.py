"""Hands out attachments: to whom they may be shown, under their own names, never as something that runs."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import document_served

from cms_core.attachments.answer import StoredFile, answer_file
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
    return answer_file(
        request,
        StoredFile(
            open=lambda: attachment.file.storage.open(attachment.file.name, "rb"),
            size=attachment.get_file_size() or 0,
            digest=attachment.sha256 or attachment.file_hash,
            media_type=attachment.content_type,
            headers={
                "Last-Modified": http_date(attachment.created_at.timestamp()),
                "Content-Disposition": attachment.content_disposition,
                "Content-Security-Policy": POLICIES.get(attachment.content_kind, POLICY),
            },
        ),
    )
