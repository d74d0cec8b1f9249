"""May this user supervise that portal? Asked here and nowhere else.

Two permissions on the model of notices, given to groups: the office in charge (信息公开工作主管部门) supervises, and
whoever signs its notices approves them. They reach as far as the same group's page permissions: those on the home of
a portal to it and to all portals below it in the site tree (the office of a city sees the city and its counties),
those on a branch to all below the branch. To administer sites is another matter.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from wagtail.models import Page
from wagtail.permissions import policy_registry

from sites.models import Portal, PortalState
from sites.permissions import PortalAction, policy
from sites.routing.subtrees import topmost, within

CACHE = "_supervision_permission_cache"
HOMES = "_supervision_home_cache"
EVERYWHERE = ""


class Power(StrEnum):
    SUPERVISE = "supervise_disclosure"
    APPROVE = "approve_notice"  # supervises too


GIVES = {Power.SUPERVISE: {Power.SUPERVISE, Power.APPROVE}, Power.APPROVE: {Power.APPROVE}}


def may(user, power: Power, portal: Portal) -> bool:
    """No query beyond the user's permissions, which are read once a request."""
    if user is None or not user.is_active or user.is_anonymous:
        return False
    if user.is_superuser:
        return True
    area = area_of(user, Power(power))
    return any(map(portal.home.path.startswith, area.pages)) or any(map(portal.path.startswith, area.portals))


def portals_for(user, power: Power = Power.SUPERVISE):
    """The portals that the office watches over, in tree order: made, and not archived."""
    portals = Portal.objects.filter(completed_at__isnull=False).exclude(state=PortalState.ARCHIVED)
    if user is None or not user.is_active or user.is_anonymous:
        return portals.none()
    if user.is_superuser:
        return portals
    area = area_of(user, Power(power))
    if EVERYWHERE in area.pages:
        return portals
    portals, by_page = within(portals, "home__path", topmost(area.pages))
    portals, by_portal = within(portals, "path", topmost(area.portals))
    return portals.filter(by_page | by_portal)


def supervises_somewhere(user) -> bool:
    """Decides on the menu item."""
    if user is None or not user.is_active or user.is_anonymous:
        return False
    return user.is_superuser or bool(area_of(user, Power.SUPERVISE).pages)


def may_read_duties(user, portal) -> bool:
    """Who publishes on a portal, and who watches over it."""
    return policy.user_may(user, PortalAction.WRITE, portal) or may(user, Power.SUPERVISE, portal)


def own_bodies(user):
    """The portals for whose body somebody acts: who publishes there, and its own office in charge; not what an office
    only watches over.
    """
    writes = policy.portals_for(user, PortalAction.WRITE).filter(completed_at__isnull=False)
    if not supervises_somewhere(user) or user.is_superuser:
        return writes
    homes = area_of(user, Power.SUPERVISE).pages
    offices = Portal.objects.filter(home__path__in=homes).order_by().values("pk")
    return Portal.objects.filter(pk__in=writes.order_by().values("pk").union(offices))


def signatories(notice) -> list:
    """Who may approve a notice that was submitted: anybody but its submitter. A query or two for each person."""
    wanted = Q(codename=Power.APPROVE, content_type__app_label="disclosure")
    holding = Permission.objects.filter(wanted)
    people = get_user_model().objects.filter(
        Q(is_superuser=True) | Q(groups__permissions__in=holding) | Q(user_permissions__in=holding), is_active=True
    )
    people = people.exclude(pk=notice.submitted_by_id).distinct()
    return [one for one in people if may(one, Power.APPROVE, notice.portal)]


def portals_with_duties(user):
    """Their portals, and those they watch over; in tree order."""
    own = policy.portals_for(user, PortalAction.WRITE).filter(completed_at__isnull=False)
    if not supervises_somewhere(user):
        return own.exclude(state=PortalState.ARCHIVED)
    watched = portals_for(user).order_by().values("pk")
    return Portal.objects.filter(pk__in=own.order_by().values("pk").union(watched)).exclude(state=PortalState.ARCHIVED)


@dataclass(frozen=True)
class Area:
    """Tree paths of the pages at or below which somebody has a power, and of the portals whose homes are among them."""

    pages: frozenset[str]
    portals: frozenset[str] = frozenset()


def area_of(user, power: Power) -> Area:
    """One query for both powers, once a request."""
    groups, direct = of_the_model(user)
    if GIVES[power] & direct:
        return Area(frozenset({EVERYWHERE}))
    wanted = set().union(*(groups.get(codename, set()) for codename in GIVES[power]))
    if not wanted:
        return Area(frozenset())
    rows = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    pages = {row.page.path for row in rows if row.group_id in wanted}
    if not hasattr(user, HOMES):
        every = {row.page_id for row in rows if row.group_id in set().union(*groups.values())}
        setattr(user, HOMES, dict(Portal.objects.filter(home__in=every).values_list("home__path", "path")))
    homes = getattr(user, HOMES)
    return Area(frozenset(pages), frozenset(homes[path] for path in pages if path in homes))


def of_the_model(user) -> tuple[dict[str, set[int]], set[str]]:
    """Which of the user's groups have each permission, and what the user has directly."""
    if not hasattr(user, CACHE):
        known = Permission.objects.filter(content_type__app_label="disclosure", codename__in=list(Power))
        groups: dict[str, set[int]] = {}
        for codename, group in known.filter(group__user=user).values_list("codename", "group"):
            groups.setdefault(codename, set()).add(group)
        direct = set(known.filter(user=user).values_list("codename", flat=True))
        setattr(user, CACHE, (groups, direct))
    return getattr(user, CACHE)
