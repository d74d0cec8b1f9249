"""Where one applies: the portals of bodies that have the platform, and the bodies that each of them takes for."""

from dataclasses import dataclass

from django.http import Http404

from cms_core.models import ColumnPage, Organisation
from cms_core.models.organisations import Level, OrganisationKind
from cms_core.public.place import columns_of
from sites.models import Portal, PortalLevel

KEY = "disclosure.requests"
TOWNS = (Level.TOWN,)


@dataclass(frozen=True)
class Bodies:
    """`own` groups of (title, bodies) that this portal takes for; `elsewhere` have a portal of their own."""

    own: tuple[tuple[str, tuple[Organisation, ...]], ...]
    elsewhere: tuple[Portal, ...]

    def find(self, key: str) -> Organisation | None:
        return next((body for _, bodies in self.own for body in bodies if str(body.pk) == key), None)

    @property
    def first(self) -> Organisation:
        return self.own[0][1][0]


def column_of(request) -> ColumnPage:
    """The column 依申请公开 of the host; 404 where it has none."""
    columns = columns_of(request, request.portal)
    own = [node for node in columns.nodes if node.key == KEY and node.home_id == request.portal.home_id]
    found = ColumnPage.objects.filter(pk=own[0].id).first() if own else None
    if found is None:
        raise Http404
    return found


def bodies_of(portal) -> Bodies:
    """Two queries. A body below that has a portal of its own takes its applications there."""
    top = portal.organisation
    below = list(top.get_children().exclude(kind=OrganisationKind.COMMITTEE).order_by("path"))
    others = Portal.objects.filter(organisation__in=below, completed_at__isnull=False)
    others = others.exclude(level=PortalLevel.SUBSITE).select_related("site", "organisation", "home").order_by("path")
    elsewhere = tuple(one for one in others if one.is_open and one.pk != portal.pk)
    theirs = {one.organisation_id for one in elsewhere}
    mine = [body for body in below if body.pk not in theirs and (body.level >= top.level)]
    governments = {body.pk for body in mine if body.kind == OrganisationKind.GOVERNMENT}
    towns = tuple(body for body in mine if body.level in TOWNS)
    rest = tuple(body for body in mine if body.level not in TOWNS and body.pk not in governments)
    groups = [("本门户主办单位", (top,)), ("工作部门和其他机关", rest), ("乡镇、街道", towns)]
    departments = tuple(one for one in elsewhere if one.level == PortalLevel.DEPARTMENT)
    return Bodies(tuple((title, bodies) for title, bodies in groups if bodies), departments)
