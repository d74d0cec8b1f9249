"""May this user do this with the decisions of that portal? Asked here and nowhere else.

Who writes on a portal enters decisions and imports them; who publishes there makes them public and takes them down.
"""

from enum import StrEnum

from sites.permissions import PortalAction, policy


class DecisionAction(StrEnum):
    SEE = "see"
    EDIT = "edit"
    PUBLISH = "publish"  # and change, or take down, what is public


WANTED = {
    DecisionAction.SEE: PortalAction.WRITE,
    DecisionAction.EDIT: PortalAction.WRITE,
    DecisionAction.PUBLISH: PortalAction.PUBLISH,
}


def may(user, action: DecisionAction, portal) -> bool:
    return policy.user_may(user, WANTED[DecisionAction(action)], portal)


def portals_for(user):
    """In the order of the site tree."""
    return policy.portals_for(user, PortalAction.WRITE).filter(completed_at__isnull=False)


def works_somewhere(user) -> bool:
    return policy.may_somewhere(user, PortalAction.WRITE)
