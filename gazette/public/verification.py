"""What the pages that check a file or text show: the signed lines of an issue, keys, and what a digest belongs to."""

import re

from django.utils import timezone

from gazette.models import Gazette, Issue, IssueEntry, IssueFile, SigningKey
from gazette.models.files import FileKind
from gazette.public.addresses import file_url
from gazette.signing.keys import spoken
from gazette.signing.verify import dicts

DIGEST = re.compile(r"[0-9a-f]{64}")
MOST = 20  # a form that many entries attach is found in as many


def kind_label(kind: str) -> str:
    return FileKind(kind).label if kind in FileKind.values else kind


def signed_lines(issue: Issue, body: dict) -> list[dict]:
    """Entries, then files, as the manifest signed them, with the address at which each is to be had.

    Of a manifest that was tampered with, whatever can still be read: the reader's browser says what is wrong with it.
    """
    return [
        *(entry_line(issue, line) for line in dicts(body.get("entries"))),
        *(file_line(issue, line) for line in dicts(body.get("files"))),
    ]


def entry_line(issue: Issue, line: dict) -> dict:
    return {
        "title": f"{line.get('number')}. {line.get('title')}",
        "kind": "条目",
        "url": f"{issue.path}{line.get('number')}.json",
        "sha256": line.get("sha256", ""),
    }


def file_line(issue: Issue, line: dict) -> dict:
    entry, name = line.get("entry"), str(line.get("name"))
    return {
        "title": f"{entry}. {name}" if entry else name,
        "kind": kind_label(line.get("kind", "")),
        "url": file_url(f"{issue.path}{entry}/files/" if entry else f"{issue.path}files/", name),
        "sha256": line.get("sha256", ""),
    }


def key_values(key: SigningKey) -> dict:
    return {
        "fingerprint": key.fingerprint,
        "spoken": spoken(key.fingerprint),
        "created_at": timezone.localtime(key.created_at).isoformat(timespec="seconds"),
        "retired_at": timezone.localtime(key.retired_at).isoformat(timespec="seconds") if key.retired_at else None,
        "url": f"/gazette/keys/{key.fingerprint}.pem",
        "public_key": key.public_pem,
    }


def known_keys(gazette: Gazette) -> list[dict]:
    return [key_values(key) for key in gazette.keys.order_by("-pk")]


def found_by(gazette: Gazette, digest: str) -> list[dict]:
    """Published entries and files with this digest, the newest issue first; `digest` of an entry may be of its text."""
    if not DIGEST.fullmatch(digest):
        return []
    published = Issue.objects.published().filter(gazette=gazette)
    entries = IssueEntry.objects.filter(issue__in=published).select_related("issue__gazette")
    order = ("-issue__year", "-issue__number")
    found = []
    for field in ("digest", "text_digest"):
        rows = entries.filter(**{field: digest}).order_by(*order, "number")[:MOST]
        found += [(entry.issue, f"{entry.issue.path}verify/") for entry in rows]
    files = IssueFile.objects.filter(issue__in=published, sha256=digest).select_related("issue__gazette")
    found += [(file.issue, f"{file.issue.path}verify/") for file in files.order_by(*order, "pk")[:MOST]]
    return [
        {"title": f"{issue.year}年{issue.label}", "path": issue.path, "url": url} for issue, url in dict(found).items()
    ]
