"""What a page covers: what a government and its bodies decided, a department's own, or the whole province."""

import datetime
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from django.db.models import Q
from django.http import Http404

from cms_core.models import Organisation
from disclosure.decisions.kinds import DecisionKind
from disclosure.decisions.openness import OpenPortal, openness_of
from disclosure.decisions.shelves import KEPT, site_of
from disclosure.decisions.tables import model_of
from disclosure.shelves.shelf import Shelf
from sites.models import Portal, PortalLevel

WHOLE = "all"
GOVERNMENTS = (PortalLevel.PROVINCE, PortalLevel.CITY, PortalLevel.COUNTY)


@dataclass
class Scope:
    """`portal` answers on the host, `owner` is it or a subsite of it; `open` are the portals that may be told."""

    kind: DecisionKind
    portal: Portal
    owner: Portal
    open: dict[int, OpenPortal]
    whole: bool = False

    def rows(self, day):
        """What is public on the day; by equality alone, so that an index gives the newest at any size."""
        found = model_of(self.kind).objects.public(day).filter(portal__in=list(self.open))
        if self.whole:
            return found
        body = self.owner.organisation
        if self.owner.level in GOVERNMENTS:
            return found.filter(government=body)
        return found.filter(organisation__in=self.bodies)

    @cached_property
    def shelves(self) -> dict[int, Shelf]:
        """What is public there, as of the first time that it is asked; one query, two more where something changed."""
        return KEPT.shelves([site_of(self.kind, portal) for portal in self.open])

    def within(self, shelf: Shelf, day: datetime.date) -> int:
        """The bits of `rows`."""
        bits = shelf.on(day.toordinal())
        if self.whole:
            return bits
        if self.owner.level in GOVERNMENTS:
            return bits & shelf.bits.get(("area", self.owner.organisation_id), 0)
        return bits & reduce(or_, (shelf.bits.get(("body", body), 0) for body in self.bodies), 0)

    @cached_property
    def bodies(self) -> list[int]:
        return ids_below(self.owner.organisation)

    def has_any(self, day: datetime.date) -> bool:
        return any(self.within(shelf, day) for shelf in self.shelves.values())

    @property
    def name(self) -> str:
        if self.whole:
            return "全省"
        return self.owner.short_name if self.owner.level in GOVERNMENTS else self.owner.organisation.display_name

    @property
    def heading(self) -> str:
        return f"{self.name}{self.kind.label}信息公示"

    @property
    def parameters(self) -> dict:
        """What links must carry to stay here."""
        found = {"scope": WHOLE} if self.whole else {}
        return found | ({"portal": self.owner.key} if self.owner.pk != self.portal.pk else {})

    def root_of(self, portal_id: int) -> str:
        """The host of a decision's own portal, where that is another than this one."""
        root = self.open[portal_id].root
        return "" if root == self.portal.base_url else root


def ids_below(body: Organisation) -> list[int]:
    """Of the body and all below it; no query where nothing is."""
    if body.numchild == 0:
        return [body.pk]
    reach = (body.path, body.path + body.alphabet[-1] * body.steplen)
    return list(Organisation.objects.filter(path__range=reach).order_by().values_list("pk", flat=True))


def scope_of(portal: Portal, kind: str, query=None, owner: Portal | None = None) -> Scope:
    """Of the pages of `portal`; Http404 where its column is closed. Three queries."""
    kind, query = DecisionKind(kind), query or {}
    if query.get("scope") == WHOLE and portal.level == PortalLevel.PROVINCE:
        scope = Scope(kind, portal, portal, openness_of(kind), whole=True)
    else:
        owner = owner or asked_for(portal, query.get("portal", ""))
        scope = Scope(kind, portal, owner, openness_of(kind, pk__in=telling(owner)))
    if scope.owner.pk not in scope.open:
        raise Http404
    return scope


def asked_for(portal: Portal, key: str) -> Portal:
    """A subsite answers on its county's host."""
    return next((one for one in portal.subsites if one.key == key), portal) if key else portal


def telling(owner: Portal):
    """Portals that may hold decisions of this one's bodies: itself, its departments and subsites, the one above."""
    below = Q(path__startswith=owner.path, depth=owner.depth + 1)
    below &= Q(level__in=(PortalLevel.DEPARTMENT, PortalLevel.SUBSITE))
    found = Q(pk=owner.pk) | below
    if owner.level not in GOVERNMENTS and owner.depth > 1:
        found |= Q(path=owner.path[: -owner.steplen])
    return Portal.objects.filter(found).values("pk")
