"""Which records everybody may see, for many portals at once: what the search, site maps and data sets ask.

As `places.columns_of` says it of one portal: a portal in preparation shows nothing, a domain whose columns are all
hidden or private is closed, one without any column is open as its portal is.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from cms_core.catalogue.places import Places
from cms_core.models import ColumnPage
from disclosure.sunshine.domains import domains
from disclosure.sunshine.places import COLUMN_TYPE, domain_of
from sites.models import Portal
from sites.routing.addresses import host_url
from sites.routing.root_paths import current


@dataclass(frozen=True)
class OpenSunshine:
    """`site_home`, `portal_home`: the pages by which the catalogue knows a host and a portal; `columns` by domain."""

    pk: int
    name: str
    hostname: str | None
    url_path: str
    site_home: int
    portal_home: int
    closed: frozenset = frozenset()
    columns: dict = field(default_factory=dict)

    @cached_property
    def root(self) -> str:
        """Scheme and host that answer for it; no query."""
        if self.hostname:
            return host_url(self.hostname)
        found = current().relevant(self.url_path)
        return found[0].root_url if found else ""

    def column(self, domain: str) -> tuple[int, str]:
        """Its number and type; of a domain without one that of the domain it is within."""
        found = self.columns.get(domain) or self.columns.get(domains()[domain].within)
        return (found, COLUMN_TYPE) if found else (0, "")


def openness_of(**which) -> dict[int, OpenSunshine]:
    """Of the portals that `which` names (pk__in=…), by id: those that are open. Three queries, however many."""
    found = Portal.objects.filter(completed_at__isnull=False, **which).select_related("site", "home").order_by("path")
    portals = {one.home.path: one for one in found if one.is_open}
    if not portals:
        return {}
    columns = ColumnPage.objects.filter(column_type=COLUMN_TYPE).order_by("path")
    if len(portals) == 1:
        columns = columns.filter(path__startswith=next(iter(portals)))
    told = [
        (path, pk, domain)
        for path, pk, key, title in columns.values_list("path", "pk", "blueprint_key", "title")
        if (domain := domain_of(key, title)) and any(ways(path, portals))
    ]
    places = Places.of({*portals, *(path for path, _, _ in told)})
    own, there = defaultdict(dict), defaultdict(set)
    for path, pk, domain in told:
        place = places.column(path)
        if place is None:
            continue
        there[place.portal_home_id].add(domain)
        if place.open:
            own[place.portal_home_id].setdefault(domain, pk)
    answers = {}
    for path, portal in portals.items():
        place = places.column(path)
        if place is None or not place.open:
            continue
        opened = own[portal.home_id]
        closed = there[portal.home_id] - set(opened)
        closed |= {key for key, one in domains().items() if one.within in closed and key not in opened}
        answers[portal.pk] = OpenSunshine(
            portal.pk,
            portal.name,
            portal.site.hostname if portal.site_id else None,
            portal.home.url_path,
            place.site_home_id,
            portal.home_id,
            frozenset(closed),
            dict(opened),
        )
    return answers


def ways(path: str, portals: dict):
    """The homes of these portals at or above a place."""
    steps = range(ColumnPage.steplen, len(path) + 1, ColumnPage.steplen)
    return (path[:end] for end in steps if path[:end] in portals)
