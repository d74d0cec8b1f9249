"""May this user do this on that list? Asked here and nowhere else.

Rights are the page permissions on the list's column (on the portal's home page while it has none), as for everything
that is published there. Two different people: whoever handed an adjustment in does not approve it.
"""

from enum import StrEnum

from wagtail.models import Page
from wagtail.permissions import policy_registry

from listings.models import Adjustment, Listing
from sites.permissions import PortalAction, policy
from sites.routing.subtrees import topmost, within


class ListAction(StrEnum):
    SEE = "see"
    EDIT = "edit"  # make an adjustment, hand it in
    APPROVE = "approve"  # approve, send back, revoke
    CONFIGURE = "configure"  # the list's own data: column, fields that are shown


def may(user, action: ListAction, listing: Listing) -> bool:
    """No query beyond the user's permissions and the column."""
    action = ListAction(action)
    if not user.is_active or user.is_anonymous:
        return False
    if user.is_superuser:
        return True
    if action == ListAction.CONFIGURE:
        return policy.user_may(user, PortalAction.ADMINISTER, listing.portal)
    if listing.column is None:
        wanted = PortalAction.PUBLISH if action == ListAction.APPROVE else PortalAction.WRITE
        return policy.user_may(user, wanted, listing.portal)
    on_column = listing.column.permissions_for_user(user)
    if action == ListAction.APPROVE:
        return on_column.can_publish_subpage()
    return on_column.can_add_subpage() or on_column.can_publish_subpage()


def may_approve(user, adjustment: Adjustment) -> bool:
    """四眼: not the one who handed it in, superuser or not."""
    return may(user, ListAction.APPROVE, adjustment.listing) and adjustment.submitted_by_id != user.pk


def listings_for(user, action: ListAction = ListAction.SEE) -> list[Listing]:
    """In the order of the site tree; a few queries, however many lists."""
    found = Listing.objects.select_related("portal", "column", "portal__home").order_by("portal__path", "pk")
    portals = set(policy.portals_for(user, PortalAction.SEE).values_list("pk", flat=True))
    return [listing for listing in found if listing.portal_id in portals and may(user, action, listing)]


def edits_somewhere(user) -> bool:
    """Whether there is any list for this person: decides on the menu item, in two queries beyond the permissions."""
    if not user.is_active or user.is_anonymous:
        return False
    if user.is_superuser:
        return True
    rows = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    on_columns = topmost(row.page.path for row in rows if row.permission.codename in ("add_page", "publish_page"))
    listings, condition = within(Listing.objects.all(), "column__path", on_columns)
    if listings.filter(condition).exists():
        return True
    portals = policy.portals_for(user, PortalAction.WRITE).values("pk")
    return Listing.objects.filter(column=None, portal__in=portals).exists()
