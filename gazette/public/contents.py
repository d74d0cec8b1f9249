"""The contents of an issue by part, with the marks that a reader needs: repealed since, corrected, reprinted."""

from itertools import groupby

from cms_core.models import Entry
from cms_core.models.validity import Validity
from cms_core.public.entries import NO_LONGER
from gazette.models import EntryKind, IssueEntry
from gazette.public.addresses import PUBLIC
from gazette.states import IssueState

HEAVY = ("html", "facts", "correction", "digest", "text_digest")


def contents_of(issue, addresses=PUBLIC, *, marks=True) -> list[dict]:
    """Parts with their entries. Three queries, one without `marks` (what became of the documents, errata)."""
    order = ("number",) if issue.is_sealed else ("part__order", "position", "pk")
    entries = list(issue.entries.select_related("part").defer(*HEAVY).order_by(*order))
    validities = validities_of(entries) if marks else {}
    corrected = corrected_of(entries) if marks else set()
    for entry in entries:
        entry.issue = issue
    return [
        {
            "name": name,
            "entries": [entry_line(entry, addresses, validities.get(entry.page_id, ""), corrected) for entry in group],
        }
        for name, group in groupby(entries, key=lambda entry: entry.part_label)
    ]


def entry_line(entry, addresses, validity, corrected) -> dict:
    return {
        "number": entry.number,
        "title": entry.title,
        "url": addresses.entry(entry),
        "document_number": entry.document_number,
        "pages": entry.pages.replace("-", "—"),
        "kind": entry.kind,
        "is_erratum": entry.kind == EntryKind.ERRATUM,
        "reprint": entry.reprint,
        "corrected": entry.pk in corrected,
        "validity": validity,
        "validity_label": Validity(validity).label if validity else "",
    }


def validities_of(entries) -> dict[int, str]:
    """By page id, what is no longer in force as it stands; asked of the catalogue (standards 1.3, U5)."""
    pages = [entry.page_id for entry in entries if entry.page_id]
    found = Entry.objects.visible().filter(pk__in=pages, validity__in=NO_LONGER)
    return dict(found.order_by().values_list("pk", "validity")) if pages else {}


def corrected_of(entries) -> set[int]:
    """Entries that a published issue corrects."""
    if not entries:
        return set()
    errata = IssueEntry.objects.filter(corrects__in=[entry.pk for entry in entries]).order_by()
    # The state is asked here: as a condition it leads SQLite over all published issues, for a handful of errata.
    found = errata.values_list("corrects_id", "issue__state")
    return {corrected for corrected, state in found if state == IssueState.PUBLISHED}
