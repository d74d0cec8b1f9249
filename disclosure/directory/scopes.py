"""What a directory covers: all that answers on a portal's host, one of its subsites, or the whole province."""

from dataclasses import dataclass

from sites.models import PortalLevel

WHOLE = "all"


@dataclass(frozen=True)
class Scope:
    """`portal` answers on the host; `subsite` is one of its subsites; `whole`: of every portal."""

    portal: object
    subsite: object = None
    whole: bool = False

    @property
    def sites(self) -> list[int] | None:
        return None if self.whole else [self.portal.home_id]

    @property
    def of(self):
        return self.subsite or self.portal

    @property
    def owner(self) -> str:
        return "全省" if self.whole else self.of.name

    @property
    def parameters(self) -> dict:
        """What links must carry to stay here."""
        if self.whole:
            return {"scope": WHOLE}
        return {"portal": self.subsite.key} if self.subsite else {}

    def rows(self, found):
        """Of a queryset of `DirectoryEntry`."""
        found = found.filter(listed=True)
        if self.subsite:
            found = found.filter(portal_number=self.subsite.home_id)
        return found if self.whole else found.filter(site_number=self.portal.home_id)


def scope_of(portal, query=None) -> Scope:
    """Of the pages of `portal`; what it cannot show is answered with its own directory."""
    query = query or {}
    if query.get("scope") == WHOLE and portal.level == PortalLevel.PROVINCE:
        return Scope(portal, whole=True)
    key = query.get("portal", "")
    below = next((one for one in portal.subsites if one.key == key), None) if key else None
    return Scope(portal, below)
