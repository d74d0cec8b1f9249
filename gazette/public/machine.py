"""An issue as data, and an entry as plain text."""

from django.utils import timezone

from gazette.models import FileKind
from gazette.public.addresses import file_url
from gazette.public.contents import contents_of
from gazette.public.header import header_rows
from gazette.texts.canonical import text_of


def issue_data(issue) -> dict:
    """Names as in the tables; addresses are absolute, digests SHA-256 in hex."""
    root = issue.gazette.portal.base_url
    digests = dict(issue.entries.order_by().values_list("number", "digest"))
    files = issue.files.filter(entry=None).exclude(kind=FileKind.COVER).order_by("kind", "pk")
    return {
        "id": f"{root}{issue.path}",
        "gazette": issue.gazette.name,
        "publisher": issue.gazette.publisher,
        "year": issue.year,
        "number": issue.number,
        "serial": issue.serial,
        "name": issue.name,
        "title": issue.title,
        "publication_day": issue.publication_day and issue.publication_day.isoformat(),
        "published_at": issue.published_at and timezone.localtime(issue.published_at).isoformat(),
        "contents_only": issue.contents_only,
        "manifest": f"{root}{issue.path}manifest.json",
        "parts": [
            {"name": part["name"], "entries": [entry_data(one, root, digests) for one in part["entries"]]}
            for part in contents_of(issue)
        ],
        "files": [
            {
                "kind": file.kind,
                "name": file.name,
                "url": f"{root}{file_url(f'{issue.path}files/', file.name)}",
                "media_type": file.media_type,
                "size": file.size,
                "sha256": file.sha256,
            }
            for file in files
        ],
    }


def entry_data(entry, root, digests) -> dict:
    url = f"{root}{entry['url']}"
    return {
        "id": url,
        "number": entry["number"],
        "kind": entry["kind"],
        "title": entry["title"],
        "document_number": entry["document_number"],
        "pages": entry["pages"],
        "reprint": entry["reprint"],
        "corrected": entry["corrected"],
        "validity": entry["validity"],
        "json": f"{url}.json",
        "akoma_ntoso": f"{url}.akn.xml",
        "digest": digests.get(entry["number"], ""),
    }


def plain_text(entry) -> str:
    """Title, header, text, and where it was printed; lines end as Windows ends them, whose notepad people use."""
    lines = [entry.title, ""]
    lines += [f"{label}：{value}" for label, value in header_rows(entry.facts, entry.document_number)]
    lines += ["", text_of(entry.html).strip(), ""]
    lines += [f"载《{entry.issue.gazette.name}》{entry.issue.year}年{entry.issue.label}", ""]
    return "\n".join(lines).replace("\r\n", "\n").replace("\n", "\r\n")
