"""May this user handle that application? Asked here and nowhere else.

Two permissions on the model, given to groups: who handles, and who is in charge (工作机构负责人). They reach
as far as the same group's page permissions: the handlers of a county see its applications and no other's. To write on a
portal, or to administer it, is not enough: an application is full of personal data.
"""

from enum import StrEnum

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Page
from wagtail.permissions import policy_registry

from disclosure.models import Application
from sites.models import Portal
from sites.routing.subtrees import topmost, within

CACHE = "_application_permission_cache"
EVERYWHERE = ""


class Power(StrEnum):
    HANDLE = "handle_application"  # see, register, ask, reply
    APPROVE = "approve_application"  # extensions, corrections of the outcome; sees too
    EXPORT = "export_application"  # the register with personal data; to be given besides one of the others


# Who is in charge may look at everything, and act as a handler.
GIVES = {
    Power.HANDLE: {Power.HANDLE, Power.APPROVE},
    Power.APPROVE: {Power.APPROVE},
    Power.EXPORT: {Power.EXPORT},
}


def may(user, power: Power, portal: Portal) -> bool:
    """No query beyond the user's permissions, which are read once a request."""
    if user is None or not user.is_active or user.is_anonymous:
        return False
    if user.is_superuser:
        return True
    return any(portal.home.path.startswith(path) for path in paths(user, Power(power)))


def portals_for(user, power: Power = Power.HANDLE):
    """In tree order."""
    portals = Portal.objects.all()
    if user is None or not user.is_active or user.is_anonymous:
        return portals.none()
    if user.is_superuser:
        return portals
    found = paths(user, Power(power))
    if EVERYWHERE in found:
        return portals
    portals, condition = within(portals, "home__path", topmost(found))
    return portals.filter(condition)


def applications_for(user, power: Power = Power.HANDLE):
    """Every list, export and page of the desk begins with this."""
    return Application.objects.filter(portal__in=portals_for(user, power).values("pk"))


def handles_somewhere(user) -> bool:
    """Decides on the menu item."""
    if user is None or not user.is_active or user.is_anonymous:
        return False
    return user.is_superuser or bool(paths(user, Power.HANDLE))


def people_who_may(power: Power, portal: Portal):
    """Whomever `may` would let do it on this portal, to choose a colleague from; one query, however many they are."""
    known = Permission.objects.filter(content_type__app_label="disclosure", codename__in=GIVES[Power(power)])
    above = portal.home.get_ancestors(inclusive=True).values("pk")
    groups = Group.objects.filter(permissions__in=known, page_permissions__page__in=above)
    has = Q(groups__in=groups) | Q(user_permissions__in=known) | Q(is_superuser=True)
    people = get_user_model().objects
    return people.filter(pk__in=people.filter(has).values("pk"), is_active=True).order_by("last_name", "username")


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
