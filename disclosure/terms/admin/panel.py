"""公开时限 on the admin's first page: numbers, and the most urgent, of the portals that one publishes on."""

from django.utils import timezone
from wagtail.admin.ui.components import Component

from disclosure.applications.permissions import Power, may
from disclosure.terms import duties_of
from disclosure.terms.duty import TO_DO, DutyKind, Status
from sites.permissions import PortalAction, policy

SHOWN = 8
# Of more portals the table is asked for, not at every login.
MOST = 40


class DuePanel(Component):
    name = "disclosure_due"
    template_name = "disclosure/terms/panel.html"
    order = 65

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        portals = policy.portals_for(user, PortalAction.WRITE).filter(completed_at__isnull=False)
        portals = list(portals.select_related("home", "organisation", "site")[: MOST + 1])
        if len(portals) > MOST:
            return {"many": True}
        handled = {one.pk for one in portals if may(user, Power.HANDLE, one)}
        found = [
            one
            for one in duties_of(portals, timezone.localdate())
            if one.status in TO_DO and (one.kind != DutyKind.APPLICATION or one.portal_id in handled)
        ]
        found.sort(key=lambda one: one.sort_key)
        names = {one.pk: one.name for one in portals} if len(portals) > 1 else {}
        # What is empty is no news: it stands in the table.
        urgent = [one for one in found if one.status != Status.EMPTY][:SHOWN]
        numbers = [(one.label, sum(1 for duty in found if duty.status == one), one.value) for one in TO_DO]
        return {
            "portals": portals,
            "numbers": numbers,
            "rows": [(one, names.get(one.portal_id, "")) for one in urgent],
            "total": len(found),
        }
