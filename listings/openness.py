"""Which lists the public may read: those of portals that are there, in columns that are open.

As for pages (`cms_core.catalogue.places`): what a portal in preparation, a column that was closed or one behind a
password would show, is not told by search, feeds or open data of the province either. A portal that is offline for some
days stays in the lists of the province (`sites.states`); its own host refuses by itself.
"""

from dataclasses import dataclass
from functools import cached_property

from cms_core.catalogue.places import Places
from listings.models import Listing
from sites.routing.addresses import host_url
from sites.routing.root_paths import current
from sites.states import FACES

PORTAL = ("portal__name", "portal__key", "portal__completed_at", "portal__state", "portal__site__hostname")
PAGES = ("portal__home__path", "portal__home__url_path", "column_id", "column__path")


@dataclass(frozen=True)
class OpenListing:
    """`site_home` and `portal_home` are the pages by which the catalogue knows a host and a portal."""

    pk: int
    kind: str
    portal_name: str
    portal_key: str
    hostname: str | None
    url_path: str
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

    @property
    def name(self) -> str:
        """As in the chain of its records (`listings.history.chain.name_of`)."""
        return f"{self.portal_key}/{self.kind}"


@dataclass(frozen=True)
class Openness:
    """`open` by id; `closed` are the others that were asked about."""

    open: dict[int, OpenListing]
    closed: frozenset[int]


def open_among(listings: list[Listing]) -> list[Listing]:
    """Those that the public may read; one query for any number whose portals, homes and columns are read already."""
    made = [one for one in listings if is_made(one.portal.completed_at, one.portal.state)]
    standing = {one.pk: standing_of(one.portal.home.path, one.column and one.column.path) for one in made}
    places = Places.of(standing.values()) if standing else None
    return [one for one in made if (place := places.column(standing[one.pk])) and place.open]


def is_made(completed_at, state: str) -> bool:
    """Of a portal: finished, and its content may stand in lists."""
    return completed_at is not None and FACES[state].home_is_live


def standing_of(home: str, column: str | None) -> str:
    """A column that was moved to another portal is not this list's any more: it stands on its portal's home."""
    return column if column and column.startswith(home) else home


def openness_of(**which) -> Openness:
    """Of the lists that `which` names (kind=…, pk=…). Two queries, however many there are."""
    rows = list(Listing.objects.filter(**which).order_by("pk").values_list("pk", "kind", *PORTAL, *PAGES))
    if not rows:
        return Openness({}, frozenset())
    places = Places.of({path for *_, home, _, _, column in rows for path in (home, column) if path})
    found = {}
    for pk, kind, name, key, completed, state, hostname, home, url_path, column, path in rows:
        stands = standing_of(home, path)
        place = places.column(stands)
        if is_made(completed, state) and place and place.open:
            column_type = place.column_type if stands == path else ""
            found[pk] = OpenListing(
                pk,
                kind,
                name,
                key,
                hostname,
                url_path,
                place.site_home_id,
                place.portal_home_id,
                column or 0,
                column_type,
            )
    return Openness(found, frozenset(row[0] for row in rows) - found.keys())
