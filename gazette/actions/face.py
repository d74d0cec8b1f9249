"""The page that stands for a published issue in the catalogue; its body is the contents, so that search finds them."""

import datetime
from itertools import groupby

from django.utils.html import format_html, format_html_join

from gazette.models import Issue, IssueEntry, IssuePage

SUMMARY = 300


def face_of(issue: Issue, entries: list[IssueEntry], published_at: datetime.datetime) -> IssuePage:
    """Not saved yet: the caller writes it below the gazette's column (`cms_core.tree.bulk.write_pages`).

    `entries` in the order of the issue, each with its part.
    """
    page = IssuePage(
        title=issue.title[:255],
        # Two gazettes never share a column, so an issue's place in its own is enough.
        slug=f"gazette-{issue.year}-{issue.number}",
        published_at=published_at,
        source=issue.gazette.publisher or issue.gazette.portal.organisation.name,
        summary=summary_of(entries),
        body=body_of(issue, entries),
        live=True,
    )
    page.issue_path = issue.path
    return page


def summary_of(entries: list[IssueEntry]) -> str:
    """The first titles, as many as fit whole; a title is never cut in the middle unless it is the only one."""
    found = ""
    for entry in entries:
        longer = f"{found}；{entry.title}" if found else entry.title
        if len(longer) > SUMMARY:
            break
        found = longer
    return found or (entries[0].title[:SUMMARY] if entries else "")


def body_of(issue: Issue, entries: list[IssueEntry]) -> list[dict]:
    """Blocks of `cms_core.blocks.body`."""
    blocks = [{"type": "text", "value": format_html("<p>{}</p>", issue.note)}] if issue.note.strip() else []
    for part, members in groupby(entries, key=lambda entry: entry.part_label):
        blocks.append({"type": "heading", "value": {"level": "2", "text": part}})
        lines = (
            (f"{entry.title}（{entry.document_number}）" if entry.document_number else entry.title,)
            for entry in members
        )
        blocks.append({"type": "text", "value": f"<ul>{format_html_join('', '<li>{}</li>', lines)}</ul>"})
    return [block | {"value": str(block["value"])} if block["type"] == "text" else block for block in blocks]
