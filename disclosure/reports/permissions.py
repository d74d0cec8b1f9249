"""May this user do this with the reports of that portal? Asked here and nowhere else.

Who writes on a portal drafts its report and puts figures right; who publishes there approves, publishes, takes down.
"""

from enum import StrEnum

from sites.permissions import PortalAction, policy


class ReportAction(StrEnum):
    EDIT = "edit"
    APPROVE = "approve"
    PUBLISH = "publish"


WANTED = {
    ReportAction.EDIT: PortalAction.WRITE,
    ReportAction.APPROVE: PortalAction.PUBLISH,
    ReportAction.PUBLISH: PortalAction.PUBLISH,
}


def may(user, action: ReportAction, portal) -> bool:
    return policy.user_may(user, WANTED[ReportAction(action)], portal)


def portals_for(user):
    """In the order of the site tree."""
    return policy.portals_for(user, PortalAction.WRITE).filter(completed_at__isnull=False)


def works_somewhere(user) -> bool:
    return policy.may_somewhere(user, PortalAction.WRITE)
