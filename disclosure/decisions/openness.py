"""Whose decisions the public may read: those of portals that are there, in columns that are open.

As for pages (`cms_core.catalogue.places`): a portal in preparation, a column that was closed or is behind a password
shows nothing, neither in its own list nor in that of the province, the search, a file or the feed.
"""

from dataclasses import dataclass
from functools import cached_property

from cms_core.catalogue.places import Places
from cms_core.models import ColumnPage
from disclosure.decisions.kinds import COLUMN_KEYS, DecisionKind
from sites.models import Portal
from sites.routing.addresses import host_url
from sites.routing.root_paths import current

FIELDS = ("pk", "name", "key", "site__hostname", "home__path", "home__url_path", "organisation__name")


@dataclass(frozen=True)
class OpenPortal:
    """`site_home` and `portal_home` are the pages by which the catalogue knows a host and a portal."""

    pk: int
    name: str
    key: str
    hostname: str | None
    url_path: str
    organisation: str
    site_home: int
    portal_home: int
    column: int
    column_type: str

    @cached_property
    def root(self) -> str:
        """Scheme and host that answer for it; no query."""
        if self.hostname:
            return host_url(self.hostname)
        found = current().relevant(self.url_path)
        return found[0].root_url if found else ""


def openness_of(kind: str, **which) -> dict[int, OpenPortal]:
    """Of the portals that `which` names (pk__in=…), by id: those that are open. Three queries, however many."""
    portals = Portal.objects.filter(completed_at__isnull=False, **which).order_by("path").values_list(*FIELDS)
    portals = list(portals)
    if not portals:
        return {}
    homes = [row[4] for row in portals]
    columns = ColumnPage.objects.filter(blueprint_key=COLUMN_KEYS[DecisionKind(kind)]).order_by("path")
    if len(homes) == 1:
        columns = columns.filter(path__startswith=homes[0])
    own = columns_by_home(homes, list(columns.values_list("path", flat=True)))
    places = Places.of({*homes, *own.values()})
    found = {}
    for pk, name, key, hostname, home, url_path, organisation in portals:
        stands = own.get(home, home)
        place = places.column(stands)
        if place and place.open:
            column = (place.column_id, place.column_type) if home in own else (0, "")
            homes_of = (place.site_home_id, place.portal_home_id)
            found[pk] = OpenPortal(pk, name, key, hostname, url_path, organisation, *homes_of, *column)
    return found


def columns_by_home(homes: list[str], paths: list[str]) -> dict[str, str]:
    """{home: its own column}: a subsite's is not that of the portal around it."""
    deepest = sorted(homes, key=len, reverse=True)
    found = {}
    for path in paths:
        home = next((home for home in deepest if path.startswith(home)), None)
        if home:
            found.setdefault(home, path)
    return found
