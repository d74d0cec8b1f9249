"""Whether anything stands where a link leads: by the catalogue and the table of addresses, never by a request.

Of addresses of other hosts it tells what is remembered (`outside`). What a view of ours answers (lists, search) is
there.
"""

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms_core.catalogue.addresses import FORM, Found, Gone, Moved, resolve_content, resolve_moved
from cms_core.models import Entry
from disclosure.supervision.links.outside import normal, problems_of
from disclosure.supervision.links.reading import Link
from sites.models import Portal, PortalHost

FILES = "documents/"
NOT_THERE = "地址不存在"
WITHDRAWN = "内容已撤下"
NO_FILE = "附件已删除"
NO_PAGE = "页面已撤下或删除"
CLOSED = "栏目或页面未公开"
WRONG = "不是有效的地址"


class Judge:
    """Of one batch of pages; what was asked once is not asked again."""

    def __init__(self):
        self.homes = {portal.site.hostname: portal.home for portal in with_hosts()}
        aliases = PortalHost.objects.filter(portal__site__isnull=False).values_list(
            "hostname", "portal__site__hostname"
        )
        for alias, hostname in aliases:
            if hostname in self.homes:
                self.homes.setdefault(alias, self.homes[hostname])
        self.by_pk = {home.pk: home for home in self.homes.values()}
        self.demo = {portal.home_id for portal in with_hosts() if portal.demo}
        self.said: dict[tuple[int, str], str] = {}
        self.outside: dict[str, str] = {}
        self.live: set[str] = set()
        self.hidden: set[str] = set()
        self.files: set[str] = set()

    def prepare_outside(self, links: Iterable[tuple[Link, int]], now) -> None:
        """Addresses of other hosts on pages of these sites; nobody is asked for the sake of a demo."""
        found = {normal(one.target) for one, site in links if one.kind == "url" and site not in self.demo}
        self.outside = problems_of((one for one in found if one and self.is_other(one)), now)

    def is_other(self, address: str) -> bool:
        return urlsplit(address).hostname not in self.homes

    def prepare(self, links: Iterable[Link]) -> None:
        """Pages and files that are linked to by number: three queries for the batch."""
        links = list(links)
        pages = {int(one.target) for one in links if one.kind == "page"}
        files = {int(one.target) for one in links if one.kind == "document"}
        if pages:
            rows = Page.objects.filter(pk__in=pages, live=True).order_by().values_list("pk", flat=True)
            self.live = {str(number) for number in rows}
            shut = Entry.objects.filter(pk__in=pages, visible=False).order_by().values_list("pk", flat=True)
            self.hidden = {str(number) for number in shut}
        if files:
            rows = get_document_model().objects.filter(pk__in=files).order_by().values_list("pk", flat=True)
            self.files = {str(number) for number in rows}

    def problem(self, link: Link, site: int) -> str:
        """What is wrong with a link on a page of the site with this home; "" where nothing is."""
        if link.kind == "page":
            return NO_PAGE if link.target not in self.live else CLOSED if link.target in self.hidden else ""
        if link.kind == "document":
            return "" if link.target in self.files else NO_FILE
        return self.of_address(link.target.strip(), site)

    def of_address(self, address: str, site: int) -> str:
        try:
            parts = urlsplit(address)
            host = parts.hostname
        except ValueError:
            return WRONG
        if parts.scheme not in ("", "http", "https") or not (parts.netloc or parts.path.startswith("/")):
            return ""  # mailto:, an anchor on the page, or relative to it
        home = self.homes.get(host) if host else self.by_pk.get(site)
        if home is None:
            return self.outside.get(normal(address), "")
        path = unquote(parts.path).lstrip("/")
        key = home.pk, path
        if key not in self.said:
            self.said[key] = self.asked(home, path)
        return self.said[key]

    def asked(self, home, path: str) -> str:
        if not path:
            return ""
        if FORM.fullmatch(path):
            found = resolve_content(home, path)
            if isinstance(found, Found):
                return "" if found.entry.visible else CLOSED
            return "" if isinstance(found, Moved) else WITHDRAWN if isinstance(found, Gone) else NOT_THERE
        if path.startswith(FILES):
            number = path.removeprefix(FILES).split("/")[0]
            there = number.isdecimal() and get_document_model().objects.filter(pk=int(number[:15])).exists()
            return "" if there else NO_FILE
        if answered_by_a_view(path):
            return ""
        below = path if path.endswith("/") else f"{path.rpartition('/')[0]}/" if "." in path else f"{path}/"
        page = Page.objects.filter(url_path=f"{home.url_path}{below}").only("live", "slug").first()
        if page is not None:
            return "" if page.live else CLOSED
        return "" if resolve_moved(home, path) else NOT_THERE


def with_hosts():
    return Portal.objects.filter(site__isnull=False, completed_at__isnull=False).select_related("site", "home")


def answered_by_a_view(path: str) -> bool:
    try:
        return resolve(f"/{path}").url_name != "wagtail_serve"
    except Resolver404:
        return False
