"""The words of the site tree in Wagtail's history."""

from wagtail import hooks
from wagtail.log_actions import LogFormatter

from sites.actions import edit_portal
from sites.actions.change_state import LOG_ACTION
from sites.models import PortalState


@hooks.register("register_log_actions")
def register_portal_actions(actions):
    @actions.register_action(LOG_ACTION)
    class ChangeState(LogFormatter):
        label = "门户运行状态"

        def format_message(self, entry):
            before, after = PortalState(entry.data["before"]).label, PortalState(entry.data["after"]).label
            return f"运行状态由“{before}”转为“{after}”"

    actions.register_action(edit_portal.LOG_ACTION, "编辑门户", "编辑了门户资料")
