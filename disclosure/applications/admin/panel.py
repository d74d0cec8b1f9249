"""依申请公开 on the admin's first page: what is late or due within the week, for the handlers of a portal."""

from django.utils import timezone
from wagtail.admin.ui.components import Component

from disclosure.applications.admin import logged
from disclosure.applications.permissions import applications_for, handles_somewhere
from disclosure.applications.reminders import reminders
from disclosure.applications.states import State

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
        rows = applications_for(user)
        found = reminders(timezone.localdate(), rows)
        # Those of this very person first, then those of nobody.
        found.sort(key=lambda one: (one.due, one.handler_id != user.pk))
        pressed = logged.reminders_of([one.application_id for one in found[:SHOWN]]) if found else {}
        return {
            "reminders": [{"one": one, "pressed": pressed.get(one.application_id)} for one in found[:SHOWN]],
            "late": sum(one.left < 0 for one in found),
            "soon": sum(one.left >= 0 for one in found),
            "more": max(0, len(found) - SHOWN),
            "waiting": rows.filter(state=State.SUBMITTED).count() if found else 0,
        }
