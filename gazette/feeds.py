"""The Atom feed of a gazette: its newest issues, each with the titles it prints."""

from django.utils import timezone
from django.utils.html import escape

from cms_core.feeds.build import Atom, clean
from gazette.models import IssueEntry
from gazette.public.addresses import FEED, HOME

SIZE = 30


def newest_issues(gazette) -> list:
    """With their entries as `printed`; two queries."""
    issues = list(gazette.issues.published().newest()[:SIZE])
    printed = {issue.pk: [] for issue in issues}
    entries = IssueEntry.objects.filter(issue__in=printed).order_by("issue", "number")
    for issue, number, title, document_number in entries.values_list("issue", "number", "title", "document_number"):
        printed[issue].append((number, title, document_number))
    for issue in issues:
        issue.gazette, issue.printed = gazette, printed[issue.pk]
    return issues


def atom(gazette, issues) -> str:
    root = gazette.portal.base_url
    generator = Atom(
        title=clean(gazette.name),
        link=f"{root}{HOME}",
        description=clean(f"{gazette.name}各期目录"),
        language="zh-CN",
        feed_url=f"{root}{FEED}",
        feed_guid=f"{root}{HOME}",
        author_name=clean(gazette.publisher or gazette.name),
    )
    for issue in issues:
        url = f"{root}{issue.path}"
        generator.add_item(
            title=clean(issue.title),
            link=url,
            description=clean(contents(issue, root)),
            unique_id=url,
            unique_id_is_permalink=True,
            pubdate=timezone.localtime(issue.published_at) if issue.published_at else None,
            updateddate=timezone.localtime(issue.published_at) if issue.published_at else None,
        )
    return generator.writeString("utf-8")


def contents(issue, root) -> str:
    """As HTML, which is what readers of feeds take a summary for."""
    lines = [
        f'<li><a href="{root}{issue.path}{number}">{escape(title)}</a>{f" {escape(mark)}" if mark else ""}</li>'
        for number, title, mark in issue.printed
    ]
    return f"<ol>{''.join(lines)}</ol>"
