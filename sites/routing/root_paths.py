"""Which sites a page belongs to, looked up by the prefixes of its path instead of by scanning all sites.

Each thread keeps its own map. Whoever changes a site calls `changed()`: this thread forgets its map at once and a new
token is written in the same transaction. Other threads and processes compare tokens where it costs nothing: in the one
query with which each request finds its portal (`PortalQuerySet.for_host`), and at the start of each task. So a change
is seen by the next request or task that begins after it is committed; a request already running keeps the older map.
A map for the thread and not for the process, because a transaction that adds sites must see them while nobody else may.
"""

import threading
import uuid

from django.db.models import Subquery
from wagtail.models import Site
from wagtail.models.sites import SiteRootPath

from sites.models.routing import RoutingToken
from sites.routing.addresses import host_url

ROW = 1
_thread = threading.local()


class RootPaths:
    """The sites by root path, as of `token`; `ordered` is in the order that Wagtail promises."""

    def __init__(self, token: str | None, ordered: list[SiteRootPath]):
        self.token = token
        self.ordered = ordered
        self.by_path: dict[str, list[SiteRootPath]] = {}
        for row in ordered:
            self.by_path.setdefault(row.root_path, []).append(row)

    def relevant(self, url_path: str) -> tuple[SiteRootPath, ...]:
        """The sites whose root is at or above `url_path`, nearest first."""
        found: list[SiteRootPath] = []
        end = len(url_path)
        while end > 0:
            found += self.by_path.get(url_path[:end], ())
            end = url_path.rfind("/", 0, end - 1) + 1
        return tuple(found)


def token_query():
    """A query of one value, to be part of another query."""
    return RoutingToken.objects.filter(pk=ROW).values("token")[:1]


def load() -> RootPaths:
    rows = Site.objects.order_by("-root_page__url_path", "-is_default_site", "hostname").values_list(
        "id", "root_page__url_path", "hostname", "root_page__locale__language_code", Subquery(token_query())
    )
    rows = list(rows)
    ordered = [SiteRootPath(pk, path, host_url(hostname), language) for pk, path, hostname, language, _ in rows]
    return RootPaths(rows[0][-1] if rows else None, ordered)


def current() -> RootPaths:
    """This thread's map; one query when it has none."""
    found = getattr(_thread, "root_paths", None)
    if found is None:
        found = _thread.root_paths = load()
    return found


def forget() -> None:
    _thread.root_paths = None


def check(token: str | None) -> None:
    """Forget the map when `token`, just read from the database, is another than the map's."""
    found = getattr(_thread, "root_paths", None)
    if found is not None and found.token != token:
        forget()


def check_database(**signal_arguments) -> None:
    """`check` with a query of its own, for the start of a task."""
    check(RoutingToken.objects.filter(pk=ROW).values_list("token", flat=True).first())


def changed() -> None:
    """A site, or the path of a site's root page, was changed (call it after bulk writes; signals do it otherwise)."""
    RoutingToken.objects.update_or_create(pk=ROW, defaults={"token": uuid.uuid4().hex})
    forget()
