"""The page of an issue: cover, facts, contents by part, downloads, the issues before and after it."""

from django.db.models import Q
from django.utils import timezone

from gazette.models import FileKind, Issue
from gazette.public.addresses import PUBLIC, VERIFY, year_path
from gazette.public.contents import contents_of
from gazette.public.covers import cover_values
from gazette.public.downloads import downloads_of
from gazette.public.frames import gazette_frame
from gazette.public.home import whole_issue_files
from gazette.public.schema import issue_graph
from gazette.public.tags import content_tags, issue_moment

TEMPLATE = "gazette/issue.html"


def issue_context(request, issue, addresses=PUBLIC) -> dict:
    """For the public and for the preview of an issue in any state; nothing here asks whether it may be seen."""
    files = whole_issue_files([issue])
    parts = contents_of(issue, addresses)
    downloads = downloads_of(issue, files, addresses)
    covers = [file for file in files if file.kind == FileKind.COVER]
    newer, older = neighbours(issue) if addresses.is_public else (None, None)
    context = gazette_frame(
        request,
        issue.gazette,
        crumbs=[(f"{issue.year}年", year_path(issue.year)), (issue.label, addresses.issue(issue))],
        title=issue.title,
        path=issue.path,
        content_tags=content_tags(
            title=issue.title,
            moment=issue_moment(issue),
            source=issue.gazette.publisher or issue.gazette.name,
            url=f"{issue.gazette.portal.base_url}{issue.path}",
            keywords=issue.gazette.name,
        ),
        graph=issue_graph(issue, parts),
    )
    return context | {
        "issue": issue,
        "cover": cover_values(issue, addresses, bool(covers)),
        "issue_facts": facts_of(issue),
        "parts": parts,
        "entry_count": sum(len(part["entries"]) for part in parts),
        "downloads": downloads,
        "verify_url": f"{issue.path}verify/" if addresses.is_public else "",
        "verify_home": VERIFY,
        "manifest_url": f"{issue.path}manifest.json",
        "newer": newer,
        "older": older,
        "is_preview": not addresses.is_public,
    }


def facts_of(issue) -> list[tuple[str, str]]:
    gazette, day = issue.gazette, issue.publication_day
    rows = [
        ("期号", issue.label),
        ("出版日期", f"{day.year}年{day.month}月{day.day}日" if day else ""),
        ("主办", gazette.publisher),
        ("编辑出版", gazette.editors),
        ("刊号", gazette.registration),
        ("ISSN", gazette.issn),
        ("网上发布", timezone.localtime(issue.published_at).strftime("%Y-%m-%d %H:%M") if issue.published_at else ""),
    ]
    return [(label, value) for label, value in rows if value]


def neighbours(issue) -> tuple[dict | None, dict | None]:
    """The next issue and the one before it, as `title`, `url`; one query."""
    beside = Issue.objects.published().filter(gazette=issue.gazette_id)
    after = Q(year=issue.year, number__gt=issue.number) | Q(year__gt=issue.year)
    before = Q(year=issue.year, number__lt=issue.number) | Q(year__lt=issue.year)
    next_one = beside.filter(after).order_by("year", "number").values("pk")[:1]
    last_one = beside.filter(before).newest().values("pk")[:1]
    found = {True: None, False: None}
    for one in Issue.objects.filter(Q(pk__in=next_one) | Q(pk__in=last_one)):
        one.gazette = issue.gazette
        found[(one.year, one.number) > (issue.year, issue.number)] = {"title": one.title, "url": one.path}
    return found[True], found[False]
