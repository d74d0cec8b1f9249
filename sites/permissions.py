"""May this user do this on that portal? Asked here and nowhere else.

Rights are Wagtail's page permissions on the portal's home page, on a branch above it, or (to see it) on something in
it. What only some of these people may do to the portal itself is a permission of their group on the model, and it
reaches as far as the same group's page permissions: a city's administrators open the counties of that city only. Given
to a user directly, it reaches everywhere.
"""

from enum import StrEnum

from django.contrib.auth.models import Permission
from django.db.models import Q
from wagtail.models import Page
from wagtail.permissions import policy_registry

from sites.models.portals import Portal, PortalState
from sites.routing.subtrees import prefixes, topmost, within

EVERYWHERE = ""
CACHE = "_portal_permission_cache"


class PortalAction(StrEnum):
    SEE = "see"  # it is one of "my portals"
    WRITE = "write"  # add or change content
    PUBLISH = "publish"
    ADMINISTER = "administer"  # identity, look, further hosts, announcements
    OPEN = "open"  # move it through its life cycle
    PROVISION = "provision"  # make portals below it


OF_PAGES = {
    PortalAction.SEE: None,
    PortalAction.WRITE: {"add_page", "change_page"},
    PortalAction.PUBLISH: {"publish_page"},
}
OF_THE_MODEL = {
    # Who decides whether a portal is open at all may also set its name right.
    PortalAction.ADMINISTER: {"change_portal", "open_portal"},
    PortalAction.OPEN: {"open_portal"},
    PortalAction.PROVISION: {"provision_portal"},
}
CODENAMES = sorted(set().union(*OF_THE_MODEL.values()))


class PortalPolicy:
    def user_may(self, user, action, portal) -> bool:
        """No query beyond the user's permissions, which are read once a request."""
        if not user.is_active or user.is_anonymous:
            return False
        if user.is_superuser:
            return True
        action = PortalAction(action)
        if portal.state == PortalState.ARCHIVED and action in {PortalAction.WRITE, PortalAction.PUBLISH}:
            return self.user_may(user, PortalAction.OPEN, portal)
        paths = self._paths(user, action)
        if any(portal.home.path.startswith(path) for path in paths):
            return True
        return action == PortalAction.SEE and portal.home.path in self._homes_around(paths)

    def portals_for(self, user, action=PortalAction.SEE):
        """The portals on which the user may do `action`, in tree order."""
        portals = Portal.objects.all()
        if not user.is_active or user.is_anonymous:
            return portals.none()
        if user.is_superuser:
            return portals
        action = PortalAction(action)
        paths = self._paths(user, action)
        if EVERYWHERE in paths:
            return portals
        portals, condition = within(portals, "home__path", topmost(paths))
        if action == PortalAction.SEE:
            condition |= Q(home__path__in=sorted(self._homes_around(paths)))
        found = portals.filter(condition)
        if action in {PortalAction.WRITE, PortalAction.PUBLISH}:
            found = found.filter(~Q(state=PortalState.ARCHIVED) | Q(pk__in=self.portals_for(user, PortalAction.OPEN)))
        return found

    def may_somewhere(self, user, action) -> bool:
        """Whether there is any place for it: decides on menu items."""
        if not user.is_active or user.is_anonymous:
            return False
        return user.is_superuser or bool(self._paths(user, PortalAction(action)))

    def _paths(self, user, action) -> set[str]:
        """Tree paths of the pages at or below which the user may do `action`."""
        rows = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
        if action in OF_PAGES:
            wanted = OF_PAGES[action]
            return {row.page.path for row in rows if wanted is None or row.permission.codename in wanted}
        groups, direct = self._of_the_model(user)
        codenames = OF_THE_MODEL[action]
        if codenames & direct:
            return {EVERYWHERE}
        wanted = set().union(*(groups.get(codename, set()) for codename in codenames))
        return {row.page.path for row in rows if row.group_id in wanted}

    def _of_the_model(self, user):
        """Which of the user's groups have each permission on portals, and what the user has directly."""
        if not hasattr(user, CACHE):
            known = Permission.objects.filter(content_type__app_label="gov_sites", codename__in=CODENAMES)
            groups: dict[str, set[int]] = {}
            for codename, group in known.filter(group__user=user).values_list("codename", "group"):
                groups.setdefault(codename, set()).add(group)
            direct = set(known.filter(user=user).values_list("codename", flat=True))
            setattr(user, CACHE, (groups, direct))
        return getattr(user, CACHE)

    def _homes_around(self, paths) -> set[str]:
        """For rights on a column only: the home page of the deepest portal the column stands in."""
        above = {path: prefixes(path) for path in paths if path}
        homes = set(
            Portal.objects.filter(home__path__in={one for way in above.values() for one in way}).values_list(
                "home__path", flat=True
            )
        )
        return {max(found, key=len) for way in above.values() if (found := homes.intersection(way))}


policy = PortalPolicy()
