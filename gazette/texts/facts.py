"""The facts of an entry, as `IssueEntry` lists them; what is not known is absent."""

from cms_core.models.pages.document import DocumentPage
from cms_core.text.dates import CHINA


def facts_of(page, source: str, source_url: str) -> dict:
    """Of the page as it is published; responsible bodies and attachments come from its text."""
    published = page.published_at or page.first_published_at
    facts = {
        "source": source,
        "source_url": source_url,
        "author": page.author,
        "published_at": published.astimezone(CHINA).isoformat(timespec="seconds") if published else "",
    }
    if isinstance(page, DocumentPage):
        facts |= {
            "index_number": page.index_number,
            "theme": page.theme,
            "genre": page.genre,
            "issuers": page.issuer_names(),
            "document_number": page.document_number,
            "date_written": iso(page.date_written),
            "date_effective": iso(page.date_effective),
            "date_repealed": iso(page.date_repealed),
            "validity": str(page.validity),
            "subject_words": page.subject_words,
        }
    return {name: value for name, value in facts.items() if value}


def iso(day) -> str:
    return day.isoformat() if day else ""
