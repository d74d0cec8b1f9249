"""What a directory covers: all that answers on a portal's host, one of its portals alone, or all that is below it."""

from dataclasses import dataclass, replace

from sites.models import Portal, PortalLevel

WHOLE = "all"
ABOVE_HOSTS = (PortalLevel.PROVINCE, PortalLevel.CITY)
GOVERNMENTS = (*ABOVE_HOSTS, PortalLevel.COUNTY)
# What stands at the end of a county's name.
COUNTIES = {"县": "全县", "区": "全区", "市": "全市", "旗": "全旗"}


@dataclass(frozen=True)
class Scope:
    """`portal` answers on the host; `subsite` is one of its subsites; `alone`: the portal without its subsites.

    `whole`: with every portal below it on other hosts, whose home pages are `below`; None: of every portal there is.
    """

    portal: Portal
    subsite: Portal | None = None
    whole: bool = False
    alone: bool = False
    below: tuple[int, ...] | None = None

    @property
    def sites(self) -> list[int] | None:
        if self.whole:
            return None if self.below is None else list(self.below)
        return [self.portal.home_id]

    @property
    def only(self) -> int | None:
        """The home page of the one portal that is shown, where it is not all of the host."""
        return self.of.home_id if self.subsite or self.alone else None

    @property
    def of(self) -> Portal:
        return self.subsite or self.portal

    @property
    def owner(self) -> str:
        if self.whole:
            return (
                whole_name(self.portal) if self.below is None else f"{self.portal.short_name}{whole_name(self.portal)}"
            )
        return f"{self.portal.name}（本级）" if self.alone else self.of.name

    @property
    def parameters(self) -> dict:
        """What links must carry to stay here."""
        if self.whole:
            return {"scope": WHOLE}
        return {"portal": self.of.key} if self.subsite or self.alone else {}

    def covers(self, site: int) -> bool:
        return self.sites is None or site in self.sites

    @property
    def is_plain(self) -> bool:
        """Nothing was said of it."""
        return not self.parameters

    def rows(self, found):
        """Of a queryset of `DirectoryEntry`."""
        found = found.filter(listed=True)
        if self.only:
            found = found.filter(portal_number=self.only)
        return found if self.sites is None else found.filter(site_number__in=self.sites)


def scope_of(portal: Portal, query=None) -> Scope:
    """Of the pages of `portal`; what it cannot show is answered with its own directory."""
    query = query or {}
    if query.get("scope") == WHOLE:
        return widest(Scope(portal))
    key = query.get("portal", "")
    if key == portal.key and portal.subsites:
        return Scope(portal, alone=True)
    return Scope(portal, next((one for one in portal.subsites if one.key == key), None) if key else None)


def widest(scope: Scope) -> Scope:
    """With all that is below the portal. Below a county nothing answers on another host; a query for a city."""
    portal = scope.portal
    if portal.level == PortalLevel.PROVINCE:
        return replace(scope, whole=True)
    if portal.level in ABOVE_HOSTS and portal.numchild:
        hosts = Portal.objects.filter(path__startswith=portal.path, site__isnull=False).order_by("path")
        return replace(scope, whole=True, below=tuple(hosts.values_list("home", flat=True)))
    return scope


def whole_name(portal: Portal) -> str:
    """全省, 全市, 全县."""
    if portal.level == PortalLevel.PROVINCE:
        return "全省"
    if portal.level == PortalLevel.CITY:
        return "全市"
    return COUNTIES.get(portal.organisation.name.removesuffix("人民政府")[-1:], "全县")
