"""What the checks need to know of an issue's entries, read in a fixed number of queries whatever their number."""

import re
from dataclasses import dataclass, field
from datetime import date

from cms_core.models import ArticlePage, Attachment, DocumentPage, Entry, Organisation
from cms_core.text.document_numbers import key_of
from gazette.models import IssueEntry

# Bounded: a text full of ids without an end of their tag must not be read again from each of them.
LINKED = re.compile(r'linktype="document"[^>]{0,200}\bid="(\d{1,9})"|\bid="(\d{1,9})"[^>]{0,200}linktype="document"')


@dataclass
class EntryFacts:
    """`page` is the document or article as it is now, None when it is gone; `visible`: the public can read it."""

    entry: IssueEntry
    page: object = None
    visible: bool = False
    issuers: list[str] = field(default_factory=list)
    issuer: Organisation | None = None
    missing_files: list[str] = field(default_factory=list)

    @property
    def is_document(self) -> bool:
        return isinstance(self.page, DocumentPage)

    def of_page(self, name, default=None):
        return getattr(self.page, name, default)

    def day(self, name) -> date | None:
        return self.of_page(name) if self.is_document else None


def read_facts(issue) -> list[EntryFacts]:
    """In the order of the contents; seven queries."""
    entries = list(
        issue.entries.select_related("part", "corrects__issue__gazette").order_by("part__order", "position", "pk")
    )
    pages = {entry.page_id for entry in entries if entry.page_id}
    documents = DocumentPage.objects.select_related("issuer").prefetch_related("joint_issuers").filter(pk__in=pages)
    found = {page.pk: page for page in documents} | ArticlePage.objects.in_bulk(pages - {page.pk for page in documents})
    visible = set(Entry.objects.visible().filter(page__in=pages).values_list("page_id", flat=True))
    wanted = {pk: attachments_in(page) for pk, page in found.items()}
    present = files_present({one for ids in wanted.values() for one in ids})
    facts = []
    for entry in entries:
        page = found.get(entry.page_id)
        one = EntryFacts(entry, page, entry.page_id in visible)
        if one.is_document:
            one.issuers, one.issuer = page.issuer_names(), page.issuer
            # As it will be sealed: the number may have been given to it after it was put into the contents.
            entry.document_number = page.document_number
            entry.document_key = key_of(page.document_number)[:60] if page.document_number else ""
        one.missing_files = [
            present.get(pk) or f"编号{pk}" for pk in wanted.get(entry.page_id, ()) if present.get(pk) != ""
        ]
        facts.append(one)
    return facts


def attachments_in(page) -> list[int]:
    """Ids of the files that the body gives or links, each once."""
    found = []
    walk(list(page.body.raw_data), found)
    return list(dict.fromkeys(found))


def walk(value, found):
    if isinstance(value, str):
        found += [int(one or two) for one, two in LINKED.findall(value)]
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in {"file", "video"} and isinstance(inner, int):
                found.append(inner)
            else:
                walk(inner, found)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            walk(inner, found)


def files_present(ids) -> dict[int, str]:
    """ "" for an attachment that is there, its name for one whose file is gone; absent when it was deleted."""
    return {
        one.pk: "" if one.file.storage.exists(one.file.name) else one.filename
        for one in Attachment.objects.filter(pk__in=ids)
    }
