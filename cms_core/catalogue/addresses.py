"""What a public address names: content, what it moved to, what was withdrawn, or nothing. `former` keeps the record."""

import re
from dataclasses import dataclass

from django.db.models import F, OuterRef, Subquery
from wagtail.models import Page, Site

from cms_core.models.addresses import FormerAddress, MovedPrefix
from cms_core.models.entries import Entry
from cms_core.models.pages.home import HomePage

FORM = re.compile(r"[a-z]{1,12}/[0-9]{4}/[0-9]{1,2}/([0-9]{1,9})\.html")
# A moved column in a moved column in …: each costs a step; more than this is no path that people made.
MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Found:
    """Content that is live here. Its entry may be invisible: then the page is private, or its way is closed."""

    page_id: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Moved:
    """301 to `url`; absolute, since it is on another host."""

    url: str


@dataclass(frozen=True, slots=True)
class Gone:
    """410. `title` is empty where the public never knew it."""

    title: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """404: nothing public ever stood here, as far as is known."""


def resolve_content(site_home: Page, address: str) -> Found | Moved | Gone | Missing:
    """`address` as in `Entry.address`, without the first slash. One query for content that is here, else two."""
    match = FORM.fullmatch(address)
    if match is None:
        return Missing()
    entry = Entry.objects.filter(pk=int(match[1])).first()
    if entry is not None and (entry.site_home_id, entry.address) == (site_home.pk, address):
        return Found(entry.pk, entry)
    site = Site.objects.filter(root_page=OuterRef("page__entry__site_home"))
    former = (
        FormerAddress.objects.filter(site_home=site_home.pk, address=address)
        .annotate(
            now=F("page__entry__address"),
            hostname=Subquery(site.values("hostname")[:1]),
            port=Subquery(site.values("port")[:1]),
        )
        .first()
    )
    if former is None:
        return Missing()
    if former.now and former.hostname:
        return Moved(f"{Site(hostname=former.hostname, port=former.port).root_url}/{former.now}")
    return Gone(former.title)


def resolve_moved(site_home: Page, path: str) -> str | None:
    """Where the column at `path` (without the first slash) moved to, or what stood below it; None when it did not.

    The address is a path of this host, or absolute on another. Asked only when nothing stands at `path` now: a new
    column at a former path wins. The longest former prefix counts; what is behind it is looked for at the new place,
    and there again if that moved too, so that chains end in one redirect and rings in none.
    """
    home, rest, seen = site_home, path, set()
    while (home.pk, rest) not in seen and len(seen) < MOST_STEPS:
        seen.add((home.pk, rest))
        prefixes = _prefixes(rest)
        moved = MovedPrefix.objects.filter(site_home=home.pk, prefix__in=prefixes).select_related("page")
        found = max(moved, key=lambda row: len(row.prefix), default=None)
        if found is None:
            return None
        home = _site_home(found.page)
        if home is None:
            return None
        rest = found.page.url_path[len(home.url_path) :] + rest[len(found.prefix) :]
        if _stands(home, rest):
            return _url(site_home, home, rest)
    return None


def _prefixes(path: str) -> list[str]:
    """`a/b/c.atom` has `a/` and `a/b/`; a path without its last slash is asked with it too."""
    parts = path.split("/")
    return ["/".join(parts[:end]) + "/" for end in range(1, len(parts) + 1) if parts[end - 1]]


def _site_home(page: Page) -> HomePage | None:
    above = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    return HomePage.objects.filter(path__in=above).order_by("depth").only("url_path", "path").first()


def _stands(home: Page, path: str) -> bool:
    """A live page is at `path`, or the page whose file (`feed.atom`) it is. Found by slug: url_path has no index."""
    folder = path.rpartition("/")[0] if "." in path.rpartition("/")[2] else path.rstrip("/")
    if not folder:
        return True
    pages = Page.objects.filter(slug=folder.rpartition("/")[2], url_path=f"{home.url_path}{folder}/", live=True)
    return pages.exists()


def _url(asked: Page, home: Page, path: str) -> str | None:
    if home.pk == asked.pk:
        return f"/{path}"
    site = Site.objects.filter(root_page=home.pk).first()
    return site and f"{site.root_url}/{path}"
