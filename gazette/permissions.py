"""May this user do this on that gazette? Asked here and nowhere else.

Rights are the page permissions on the gazette's column, as for everything that is published there: who may add may make
an issue, who may publish may approve one. Two different people: whoever handed an issue in does not approve it.
"""

from enum import StrEnum

from gazette.models import Gazette, Issue
from sites.permissions import PortalAction, policy


class GazetteAction(StrEnum):
    SEE = "see"
    EDIT = "edit"  # make an issue, hand it in
    APPROVE = "approve"  # approve, send back, withdraw
    CONFIGURE = "configure"  # the gazette's own data and parts


def may(user, action: GazetteAction, gazette: Gazette) -> bool:
    """For one gazette; no query beyond the user's permissions and the column."""
    action = GazetteAction(action)
    if not user.is_active or user.is_anonymous:
        return False
    if user.is_superuser:
        return True
    if action == GazetteAction.CONFIGURE:
        return policy.user_may(user, PortalAction.ADMINISTER, gazette.portal)
    on_column = gazette.column.permissions_for_user(user)
    if action == GazetteAction.APPROVE:
        return on_column.can_publish_subpage()
    return on_column.can_add_subpage() or on_column.can_publish_subpage()


def may_approve(user, issue: Issue) -> bool:
    """先审后发, 四眼: not the one who handed it in, superuser or not."""
    return may(user, GazetteAction.APPROVE, issue.gazette) and issue.submitted_by_id != user.pk


def gazettes_for(user, action: GazetteAction = GazetteAction.SEE) -> list[Gazette]:
    """There are a dozen in a province at most."""
    found = Gazette.objects.select_related("portal", "column", "portal__home").order_by("portal__path")
    return [gazette for gazette in found if may(user, action, gazette)]
