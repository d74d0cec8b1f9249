"""Files of an issue and of its entries: editions, scans, covers, attachments, pictures; never as what runs."""

from django.http import Http404
from django.utils.cache import patch_cache_control

from cms_core.attachments.answer import StoredFile, answer_file
from cms_core.attachments.names import content_disposition
from gazette.models import FileKind, IssueFile
from gazette.public.access import of_entry, of_issue
from gazette.public.covers import write_small

# What a browser may show in its window; everything else is saved.
SHOWN = {"application/pdf", "image/png", "image/jpeg", "image/webp", "image/gif"}
# What a browser would run as a page of this host, whatever it was stored as.
RUNS = ("html", "svg", "xml", "script")
# `sandbox` would be right for PDF too, but Chromium then refuses to show any.
POLICY = "default-src 'none'; sandbox"
PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"
MAX_AGE = 300


@of_issue
def issue_file(request, issue, name):
    return hand_out(request, one_of(issue.files.filter(entry=None), name))


@of_entry
def entry_file(request, entry, name):
    return hand_out(request, one_of(entry.files.all(), name))


@of_issue
def cover(request, issue):
    """The small picture of the cover; the picture as it was given where no small one could be made."""
    file = issue.files.filter(entry=None, kind=FileKind.COVER).first()
    if file is None:
        raise Http404
    small = write_small(file)
    if not small:
        return hand_out(request, file)
    storage = file.file.storage
    stored = StoredFile(
        open=lambda: storage.open(small, "rb"),
        size=storage.size(small),
        digest=f"{file.sha256}-small",
        media_type="image/webp",
        headers={"Content-Security-Policy": POLICY},
    )
    return kept(answer_file(request, stored))


def one_of(files, name: str) -> IssueFile:
    found = files.filter(name=name).first()
    if found is None:
        raise Http404
    return found


def hand_out(request, file: IssueFile):
    media_type = safe_type(file.media_type)
    stored = StoredFile(
        open=lambda: file.file.storage.open(file.file.name, "rb"),
        size=file.size,
        digest=file.sha256,
        media_type=media_type,
        headers={
            "Content-Disposition": content_disposition(file.name, inline=media_type in SHOWN),
            "Content-Security-Policy": PDF_POLICY if media_type == "application/pdf" else POLICY,
        },
    )
    return kept(answer_file(request, stored))


def safe_type(media_type: str) -> str:
    """The stored type, unless a browser could run what is under it."""
    plain = media_type.partition(";")[0].strip().lower()
    if not plain or ("/" not in plain) or (any(word in plain for word in RUNS) and "openxml" not in plain):
        return "application/octet-stream"
    return plain


def kept(response):
    """Five minutes at most: a withdrawn issue is gone soon after. Behind a password the hooks take it back."""
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response
