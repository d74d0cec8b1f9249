"""The one rule of what is in the directory, and what a row says; writing, verifying and rebuilding all use it.

What stands in a column with an item of 第二十条, and every document that is 主动公开; a document that is disclosed on
request only, or not at all, is not in it, wherever it stands.
"""

from collections.abc import Collection, Iterable

from cms_core.catalogue.years import year_of
from cms_core.models import DocumentPage, Entry
from cms_core.models.entries import EntryKind
from cms_core.models.validity import DisclosureAttribute
from disclosure.directory.columns import items_of_columns
from disclosure.directory.items import of_documents
from disclosure.models import DirectoryEntry
from disclosure.shelves.words import line_of
from sites.models import Portal

TEXT = "文本"
OF_DOCUMENTS = ("audience", "information_format", "issuer_text", "disclosure")
# What a row has of the catalogue's entry.
SAME = ("address", "document_number", "genre", "kind", "summary", "theme", "title", "validity")
SAME_MOMENTS = ("date_effective", "date_repealed", "date_written", "published_at", "updated_at")
# Set when a row is written, not told by the page: an index number that was given is never taken back.
OWN = {"page_number", "changed_at", "index_number", "words"}
COMPARED = tuple(field.attname for field in DirectoryEntry._meta.concrete_fields if field.attname not in OWN)


def wanted_rows(page_ids: Collection[int]) -> dict[int, DirectoryEntry]:
    """The rows that these pages should have, unsaved, by page id. Five queries at most.

    `index_number` is the document's own.
    """
    entries = list(Entry.objects.visible().filter(pk__in=page_ids).order_by())
    if not entries:
        return {}
    items = items_of_columns({entry.column_id for entry in entries})
    facts = facts_of(entry.pk for entry in entries if entry.kind == EntryKind.DOCUMENT)
    homes = {entry.portal_home_id for entry in entries if not entry.organisation_id}
    bodies = dict(Portal.objects.filter(home__in=homes).order_by().values_list("home", "organisation")) if homes else {}
    rows = (row_of(entry, items.get(entry.column_id, 0), facts.get(entry.pk), bodies) for entry in entries)
    return {row.page_number: row for row in rows if row}


def facts_of(pages: Iterable[int]) -> dict[int, dict]:
    pages = list(pages)
    rows = DocumentPage.objects.filter(pk__in=pages).order_by().values("pk", *OF_DOCUMENTS) if pages else ()
    return {row["pk"]: row for row in rows}


def row_of(entry: Entry, items: int, facts: dict | None, bodies: dict[int, int]) -> DirectoryEntry | None:
    if facts:
        if facts["disclosure"] != DisclosureAttribute.ACTIVE:
            return None
        items = items or of_documents()
    if not items:
        return None
    facts = facts or {}
    return DirectoryEntry(
        page_number=entry.pk,
        listed=True,
        site_number=entry.site_home_id,
        portal_number=entry.portal_home_id,
        column_number=entry.column_id,
        organisation_number=entry.organisation_id or bodies.get(entry.portal_home_id, 0),
        issuer_text=facts.get("issuer_text", ""),
        index_number=entry.index_number,
        items=items,
        audience=facts.get("audience", ""),
        information_format=facts.get("information_format", "") or TEXT,
        year=year_of(entry.published_at),
        **{name: getattr(entry, name) for name in (*SAME, *SAME_MOMENTS)},
    )


def differences(stored: DirectoryEntry, wanted: DirectoryEntry) -> dict[str, list]:
    """Which fields differ: name to [stored, wanted]."""
    found = {
        name: [getattr(stored, name), getattr(wanted, name)]
        for name in COMPARED
        if getattr(stored, name) != getattr(wanted, name)
    }
    if wanted.index_number and wanted.index_number != stored.index_number:
        found["index_number"] = [stored.index_number, wanted.index_number]
    words = words_of_row(wanted, wanted.index_number or stored.index_number)
    if stored.words != words:
        found["words"] = [stored.words, words]
    return found


def words_of_row(row: DirectoryEntry, index_number: str) -> str:
    return line_of(row.title, row.document_number, index_number)
