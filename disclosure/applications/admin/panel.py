"""依申请公开 on the admin's first page: what is late or due within the week, for the handlers of a portal."""

from django.utils import timezone
from wagtail.admin.ui.components import Component

from disclosure.applications.admin import logged
from disclosure.applications.permissions import applications_for, handles_somewhere
from disclosure.applications.reminders import reminders, tally

SHOWN = 10


class ApplicationsPanel(Component):
    """Nothing for those who handle none, and where nothing is due."""

    name = "applications"
    template_name = "disclosure/applications/panel.html"
    order = 12

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        if not handles_somewhere(user):
            return {"reminders": []}
        rows, on = applications_for(user), timezone.localdate()
        tallied = tally(on, rows)
        due = tallied["late"] + tallied["soon"]
        found = reminders(on, rows, first=SHOWN, handler=user) if due else []
        shown = {one.application_id for one in found}
        pressed = logged.reminders_of(shown) if found else {}
        return tallied | {
            "reminders": [{"one": one, "pressed": pressed.get(one.application_id)} for one in found],
            "more": max(0, due - len(shown)),
        }
