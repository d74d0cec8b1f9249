"""What the gazette's column shows: the newest issue with its contents, one year of covers, what the gazette is.

1,074 issues over seventy years cost as much as thirty-six: one year is read at a time.
"""

from django.db.models import Count

from cms_core.models import Entry
from cms_core.models.entries import EntryKind
from cms_core.public.entries import entry_values
from cms_core.public.faces import LIST, Face
from cms_core.public.navigation import sidebar
from gazette.models import FileKind, Gazette, IssueFile
from gazette.public.addresses import FEED, PROVINCE, SEARCH, VERIFY, year_path
from gazette.public.contents import contents_of
from gazette.public.covers import cover_values
from gazette.public.downloads import downloads_of

TEMPLATE = "gazette/home.html"
OTHERS = 6
YEARS = 12


def find_face(request, column) -> Face | None:
    """Of a column of type 政府公报; None where no gazette is kept in it, or none is out yet."""
    gazette = Gazette.objects.filter(column=column.pk).select_related("portal").first()
    years = gazette and years_of(gazette)
    if not years:
        return None
    gazette.column = column
    return Face(TEMPLATE, lambda request, place: home_context(gazette, place, years))


def home_context(gazette, place, years, year: int | None = None) -> dict:
    """Of the whole gazette, or the page of one `year`, which shows no newest issue."""
    shown = year or next(iter(years))
    issues = list(gazette.issues.published().filter(year=shown).newest())
    for issue in issues:
        issue.gazette = gazette
    newest = None if year else issues[0]
    files = whole_issue_files(issues)
    pictured = {file.issue_id for file in files if file.kind == FileKind.COVER}
    context = {
        "gazette": gazette,
        "heading": f"{gazette.name}{f' {year}年' if year else ''}",
        "year": shown,
        **year_choices(years, shown),
        "covers": [
            {"url": issue.path, "title": issue.title, **cover_values(issue, has_cover=issue.pk in pictured)}
            for issue in issues
        ],
        "total": sum(years.values()),
        "facts": facts_of(gazette),
        "search_url": SEARCH,
        "links": links_of(gazette),
        **below(place),
    }
    if newest is None:
        return context
    own = [file for file in files if file.issue_id == newest.pk]
    return context | {
        "newest": newest,
        "newest_cover": context["covers"][0],
        "newest_parts": contents_of(newest, marks=False),
        "newest_downloads": downloads_of(newest, own),
        "others": others(gazette, place),
        "others_url": f"{place.node.url}?view={LIST}" if place.node else "",
    }


def year_choices(years, shown) -> dict:
    """The newest years, and those before them folded away: a gazette of 1949 has seventy."""
    choices = [
        {"title": f"{one}年", "url": year_path(one), "count": count, "active": one == shown}
        for one, count in years.items()
    ]
    earlier = choices[YEARS:]
    return {
        "years": choices[:YEARS],
        "earlier_years": earlier,
        "earlier_open": any(choice["active"] for choice in earlier),
    }


def years_of(gazette) -> dict[int, int]:
    """How many issues the public may read, newest year first; one query."""
    rows = gazette.issues.published().order_by("-year").values_list("year").annotate(Count("pk"))
    return dict(rows)


def whole_issue_files(issues) -> list[IssueFile]:
    return list(IssueFile.objects.filter(issue__in=[issue.pk for issue in issues], entry=None)) if issues else []


def facts_of(gazette) -> list[tuple[str, str]]:
    """What the gazette says of itself; nothing empty."""
    rows = [
        ("主办", gazette.publisher),
        ("编辑出版", gazette.editors),
        ("刊期", gazette.get_frequency_display()),
        ("刊号", gazette.registration),
        ("ISSN", gazette.issn),
        ("联系方式", gazette.contact),
    ]
    return [(label, value) for label, value in rows if value]


def links_of(gazette) -> list[dict]:
    links = [("校验公报文本", VERIFY), ("订阅公报（Atom）", FEED)]
    if gazette.portal.level == "province":
        links.insert(0, ("各地各部门政务公报", PROVINCE))
    return [{"title": title, "url": url} for title, url in links]


def below(place) -> dict:
    """Columns below the gazette's, as old portals have them; nothing beside a column that has none."""
    return sidebar(place) if place.node and any(not child.is_empty for child in place.node.children) else {}


def others(gazette, place) -> list[dict]:
    """What else was published in the column: notices of the editors, articles of an old portal."""
    if place.node is None:
        return []
    entries = Entry.objects.visible().filter(column=place.node.id).exclude(kind=EntryKind.ISSUE)
    return [entry_values(entry) for entry in entries.newest()[:OTHERS]]
