"""收到的通报 on the admin's first page, until somebody of the body has acknowledged each."""

from wagtail.admin.ui.components import Component

from disclosure.supervision.receipts import waiting_for

SHOWN = 5
NAMES = 3


class NoticesPanel(Component):
    name = "disclosure_notices"
    template_name = "disclosure/supervision/panel.html"
    # After what waits for a reviewer.
    order = 15

    def get_context_data(self, parent_context):
        found = waiting_for(parent_context["request"].user, SHOWN + 1)
        return {
            "rows": [(notice, names[:NAMES], len(names) - NAMES) for notice, names in found[:SHOWN]],
            "more": len(found) > SHOWN,
        }
