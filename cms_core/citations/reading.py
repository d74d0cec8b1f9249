"""What a page cites, read from its text: unsaved rows, in the order of the text."""

from cms_core.citations.find import find_citations
from cms_core.models.citations import Citation, CitationKind
from cms_core.models.entries import EntryKind

# More is a list of documents, not a text; and a hostile page must not cost more than a long one.
MOST = 2000
MOST_TEXT = 600_000
SENTENCE = 600
READ = (EntryKind.ARTICLE, EntryKind.DOCUMENT)


def field_length(name: str) -> int:
    return Citation._meta.get_field(name).max_length


LENGTHS = {name: field_length(name) for name in ("document_number", "number_key", "title", "title_key", "spelling")}


def is_read(page) -> bool:
    """Live and its own: an alias says what its source says, an issue of the gazette what its documents say."""
    return page.live and not page.alias_of_id and page.entry_kind in READ


def citations_of(page) -> list[Citation]:
    """Each document once for each kind and spelling, where the text first says so."""
    text = page.plain_text()[:MOST_TEXT] if getattr(page, "shows_body", True) else ""
    found = find_citations(text, own_number=getattr(page, "document_number", ""), own_title=page.title)
    rows = {}
    for one in found:
        values = {
            "document_number": one.number,
            "number_key": one.number_key,
            "title": one.title,
            "title_key": one.title_key,
            "spelling": one.spelling,
        }
        values = {name: value[: LENGTHS[name]] for name, value in values.items()}
        row = Citation(
            source_id=page.pk,
            kind=CitationKind(one.kind.value),
            sentence=one.sentence[:SENTENCE],
            day=one.day,
            order=len(rows),
            **values,
        )
        if row.number_key or row.title_key:
            rows.setdefault(identity(row)[:4], row)
        if len(rows) == MOST:
            break
    return list(rows.values())


def identity(row: Citation) -> tuple:
    """What makes a stored row the same citation; where in the text it stands may change."""
    return row.kind, row.number_key, row.title_key, row.spelling, row.title, row.document_number, row.sentence, row.day
