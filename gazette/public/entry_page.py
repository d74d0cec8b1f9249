"""The page of an entry: official header, standard text with its outline, what became of the document since."""

from django.db.models import Q

from cms_core.public.content import address_on, related, validity_notice
from gazette.models import EntryKind, FileKind, IssueEntry
from gazette.public.addresses import PUBLIC, file_url, year_path
from gazette.public.downloads import downloads_of, whole_text
from gazette.public.frames import gazette_frame
from gazette.public.header import header_rows
from gazette.public.schema import entry_graph
from gazette.public.tags import content_tags, issue_moment
from gazette.public.text import shown_text
from gazette.states import IssueState
from gazette.texts.outline import nested, outline_of

TEMPLATE = "gazette/entry.html"
# A table of contents of one or two lines only takes room.
FEWEST_HEADINGS = 3
MOST_HEADINGS = 80


def entry_context(request, entry, addresses=PUBLIC) -> dict:
    """For the public and for the preview; nothing here asks whether it may be seen.

    `entry` needs `issue` and `part`; `facts` and `html` as they are sealed, or as they would be.
    """
    issue, facts = entry.issue, entry.facts or {}
    document = public_document(entry)
    now = document.validity if document else ""
    context = gazette_frame(
        request,
        issue.gazette,
        crumbs=[
            (f"{issue.year}年", year_path(issue.year)),
            (issue.label, addresses.issue(issue)),
            (entry.title, addresses.entry(entry)),
        ],
        title=entry.title,
        path=entry.path,
        content_tags=content_tags(
            title=entry.title,
            moment=issue_moment(issue),
            source=facts.get("source") or issue.gazette.publisher or issue.gazette.name,
            url=f"{issue.gazette.portal.base_url}{entry.path}",
            keywords=",".join(filter(None, (facts.get("theme", ""), facts.get("subject_words", "")))),
            author=facts.get("author", ""),
        ),
        graph=entry_graph(entry, now),
    )
    place = context["place"]
    files = files_of(entry)
    folder = addresses.files_of_entry(entry)
    outline = shown_outline(entry.html)
    downloads = downloads_of(issue, [file for file in files if file.entry_id is None], addresses)
    return context | {
        "entry": entry,
        "issue": issue,
        "issue_url": addresses.issue(issue),
        "header_rows": header_rows(facts, entry.document_number, now) if entry.kind == EntryKind.DOCUMENT else [],
        "is_document": entry.kind == EntryKind.DOCUMENT,
        "document_number": facts.get("document_number") or entry.document_number,
        "pages": entry.pages.replace("-", "—"),
        "moment": issue_moment(issue),
        "source": facts.get("source", ""),
        "author": facts.get("author", ""),
        "validity": validity_notice(document, place) if document else None,
        "outline": outline,
        "text": shown_text(entry.html, folder),
        "standard_text": f"以《{issue.gazette.name}》刊登的文本为标准文本。"
        if entry.kind == EntryKind.DOCUMENT
        else "",
        "responsible": facts.get("responsible") or [],
        "attachments": attachments_of(facts, files, folder),
        "paper": whole_text(downloads),
        "paper_url": paper_url(entry, downloads),
        "scans": [one for one in downloads if one["kind"] == FileKind.SCAN],
        "document_url": address_on(place, document) if document else source_url(entry, place),
        "related": related(document, place) if document else None,
        "machine_url": entry.path if addresses.is_public else "",
        "verify_url": f"{issue.path}verify/?entry={entry.number}" if addresses.is_public and entry.digest else "",
        "is_preview": not addresses.is_public,
        **(beside(entry) if addresses.is_public else {"corrected_by": [], "corrects": corrects(entry)}),
    }


def shown_outline(html: str) -> list:
    """As a tree, without articles (第一条: there may be a hundred); [] where it would not help."""
    headings = [heading for heading in outline_of(html) if not heading.is_article] if html else []
    if len(headings) > MOST_HEADINGS:
        headings = [heading for heading in headings if heading.level == 2]
    return nested(headings) if len(headings) >= FEWEST_HEADINGS else []


def public_document(entry):
    """The document that it was made from, while the public may see it: its validity, its readings, its address."""
    page = entry.page
    if page is None or not is_visible(page):
        return None
    return getattr(page, "documentpage", None)


def source_url(entry, place) -> str:
    """The address of the article it was made from, if the public may see it."""
    page = entry.page
    if page is None or not is_visible(page) or page.entry.site_home_id != place.site_portal.home_id:
        return ""
    return f"/{page.entry.address}"


def is_visible(page) -> bool:
    return getattr(getattr(page, "entry", None), "visible", False)


def files_of(entry) -> list:
    """Its own and those of the whole issue; one query."""
    return list(entry.issue.files.filter(Q(entry=entry.pk) | Q(entry=None)).order_by("kind", "pk"))


def attachments_of(facts, files, folder) -> list[dict]:
    """In the order of the document; named as it names them."""
    names = {one.get("file"): one.get("name") for one in facts.get("attachments") or ()}
    stored = {file.name: file for file in files if file.entry_id and file.kind == FileKind.ATTACHMENT}
    order = [name for name in names if name in stored] + [name for name in stored if name not in names]
    return [
        {
            "name": names.get(name) or name,
            "url": file_url(folder, name),
            "size": stored[name].size,
            "sha256": stored[name].sha256,
        }
        for name in order
    ]


def paper_url(entry, downloads) -> str:
    """The PDF of the issue, opened at the entry's page where the pages are known."""
    paper = whole_text(downloads)
    if paper is None:
        return ""
    # The page numbers of an entry are those printed; a scan begins with its cover, so that only ours can be opened at.
    return f"{paper['url']}#nameddest=e{entry.number}" if paper["kind"] == FileKind.PDF else paper["url"]


def corrects(entry) -> dict | None:
    """What this erratum puts right."""
    other = entry.corrects
    return other and {"title": other.title, "url": other.path, "label": f"{other.issue.year}年{other.issue.label}"}


def beside(entry) -> dict:
    """The entries before and after it, and published errata of it; one query."""
    near = Q(issue=entry.issue_id, number__in=[entry.number - 1, entry.number + 1])
    errata = Q(corrects=entry.pk, issue__state=IssueState.PUBLISHED)
    found = IssueEntry.objects.filter(near | errata).select_related("issue")
    rows = found.only("issue", "number", "title", "correction", "corrects", "issue__year", "issue__number",
                      "issue__serial", "issue__name", "issue__publication_day")  # fmt: skip
    previous = following = None
    corrected_by = []
    for row in rows.order_by("issue__year", "issue__number", "number"):
        if row.corrects_id == entry.pk:
            corrected_by.append(
                {
                    "url": row.path,
                    "title": row.title,
                    "label": f"{row.issue.year}年{row.issue.label}",
                    "day": row.issue.publication_day,
                    "text": row.correction,
                }
            )
        elif row.issue_id == entry.issue_id and row.number < entry.number:
            previous = {"title": row.title, "url": row.path}
        elif row.issue_id == entry.issue_id:
            following = {"title": row.title, "url": row.path}
    return {"newer": previous, "older": following, "corrected_by": corrected_by, "corrects": corrects(entry)}
