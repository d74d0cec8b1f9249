"""Drafts → pages in the tree, in bulk and in one transaction, with what is remembered of where they came from."""

from dataclasses import dataclass, field

from cms_core.models import DocumentPage
from cms_core.numbers.index_numbers import IndexNumber, read_index_number
from cms_core.numbers.serials import note_used_serial
from cms_core.tree.bulk import write_pages
from cms_core.tree.specs import PageSpec
from migrations.documents.draft import PLAIN, Draft
from migrations.models import ImportedDocument


@dataclass
class Origin:
    """Where a draft comes from; `digest` names its original text."""

    name: str
    digest: str
    line: int | None = None
    url: str = ""
    original: str = ""
    steps: list = field(default_factory=list)
    issue: dict = field(default_factory=dict)
    report: dict = field(default_factory=dict)


def make_page(draft: Draft, *, live: bool) -> DocumentPage:
    """Unsaved. The day of publication is the old page's, never that of the import."""
    page = DocumentPage(live=live)
    page.number_at_publication = False
    fill(page, draft)
    page.fill_slug()
    return page


def fill(page: DocumentPage, draft: Draft) -> DocumentPage:
    for name in PLAIN:
        if name == "body":
            page.body = page._meta.get_field("body").stream_block.to_python(draft.body)
        else:
            setattr(page, name, getattr(draft, name))
    page.draft_title = page.title
    if draft.joint_issuers or page.pk:
        page.joint_issuers = draft.joint_issuers
    return page


def write_drafts(column, drafts: list[Draft], origins: list[Origin], portal, *, live: bool) -> list[DocumentPage]:
    """Below one column, oldest first as they came; raises TreeError and writes nothing when one cannot stand there."""
    pages = [make_page(draft, live=live) for draft in drafts]
    write_pages(column, [PageSpec(page) for page in pages])
    remember(pages, origins, portal)
    for page in pages:
        keep_serial(page)
    return pages


def rewrite(page: DocumentPage, draft: Draft, origin: Origin, portal) -> None:
    """The page keeps its address, its place and its state; a live one shows the new text at once."""
    page = fill(page.specific, draft)
    page.number_at_publication = False
    revision = page.save_revision(log_action=True)
    if page.live:
        revision.publish()
    ImportedDocument.objects.filter(page=page).delete()
    remember([page], [origin], portal)


def remember(pages, origins, portal):
    ImportedDocument.objects.bulk_create(
        [
            ImportedDocument(
                page_id=page.pk,
                portal=portal,
                source_name=origin.name[:255],
                source_line=origin.line,
                source_url=origin.url[:500],
                digest=origin.digest,
                original=origin.original,
                steps=origin.steps,
                gazette_year=origin.issue.get("year"),
                gazette_issue=origin.issue.get("issue_number"),
                gazette_serial=origin.issue.get("serial_number"),
                report=origin.report,
            )
            for page, origin in zip(pages, origins, strict=True)
        ],
        batch_size=200,
    )


def keep_serial(page):
    """A number of our own form under the issuer's own code: what is published next goes on after it."""
    number: IndexNumber | None = read_index_number(page.index_number)
    issuer = page.issuer
    if not (number and issuer and number.code and number.is_strict):
        return
    if number.code in (issuer.credit_code, issuer.organisation_code):
        note_used_serial(issuer, number.year, int(number.serial))
