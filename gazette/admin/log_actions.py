"""The words of the gazette in Wagtail's history."""

from wagtail import hooks
from wagtail.log_actions import LogFormatter

from gazette.actions.create_issue import DELETED


@hooks.register("register_log_actions")
def register_issue_actions(actions):
    @actions.register_action(DELETED)
    class DeleteIssue(LogFormatter):
        label = "删除公报期"

        def format_message(self, entry):
            return f"删除了未发布的“{entry.data['issue']}”"
