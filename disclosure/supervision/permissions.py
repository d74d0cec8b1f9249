"""May this user supervise that portal? Asked here and nowhere else.

Two permissions on the model of notices, given to groups: the office in charge (信息公开工作主管部门) supervises, and
whoever signs its notices approves them. They reach as far as the same group's page permissions: the office of a
city sees the city and what is below it. To administer sites is another matter.
"""

from enum import StrEnum

from django.contrib.auth.models import Permission
from wagtail.models import Page
from wagtail.permissions import policy_registry

from sites.models import Portal, PortalState
from sites.permissions import PortalAction, policy
from sites.routing.subtrees import topmost, within

CACHE = "_supervision_permission_cache"
EVERYWHERE = ""


class Power(StrEnum):
    SUPERVISE = "supervise_disclosure"
    APPROVE = "approve_notice"  # supervises too


GIVES = {Power.SUPERVISE: {Power.SUPERVISE, Power.APPROVE}, Power.APPROVE: {Power.APPROVE}}


def may(user, power: Power, portal: Portal) -> bool:
    """No query beyond the user's permissions, which are read once a request."""
    if user is None or not user.is_active or user.is_anonymous:
        return False
    return user.is_superuser or any(portal.home.path.startswith(path) for path in paths(user, Power(power)))


def portals_for(user, power: Power = Power.SUPERVISE):
    """The portals that the office watches over, in tree order: made, and not archived."""
    portals = Portal.objects.filter(completed_at__isnull=False).exclude(state=PortalState.ARCHIVED)
    if user is None or not user.is_active or user.is_anonymous:
        return portals.none()
    if user.is_superuser:
        return portals
    found = paths(user, Power(power))
    if EVERYWHERE in found:
        return portals
    portals, condition = within(portals, "home__path", topmost(found))
    return portals.filter(condition)


def supervises_somewhere(user) -> bool:
    """Decides on the menu item."""
    if user is None or not user.is_active or user.is_anonymous:
        return False
    return user.is_superuser or bool(paths(user, Power.SUPERVISE))


def may_read_duties(user, portal) -> bool:
    """Who publishes on a portal, and who watches over it."""
    return policy.user_may(user, PortalAction.WRITE, portal) or may(user, Power.SUPERVISE, portal)


def portals_with_duties(user):
    """Their portals, and those they watch over; in tree order."""
    own = policy.portals_for(user, PortalAction.WRITE).filter(completed_at__isnull=False)
    if not supervises_somewhere(user):
        return own.exclude(state=PortalState.ARCHIVED)
    watched = portals_for(user).order_by().values("pk")
    return Portal.objects.filter(pk__in=own.order_by().values("pk").union(watched)).exclude(state=PortalState.ARCHIVED)


def paths(user, power: Power) -> set[str]:
    """Tree paths of the pages at or below which the user has it."""
    groups, direct = of_the_model(user)
    if GIVES[power] & direct:
        return {EVERYWHERE}
    wanted = set().union(*(groups.get(codename, set()) for codename in GIVES[power]))
    rows = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    return {row.page.path for row in rows if row.group_id in wanted}


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
