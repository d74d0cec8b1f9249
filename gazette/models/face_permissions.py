"""What nobody may do to the face of an issue: a password or lock of its own would part it from its issue.

Editing, deleting, moving and copying lead to the workbench (`gazette.admin.page_guards`).
"""

from wagtail.models.pages import PagePermissionTester


class FacePermissions(PagePermissionTester):
    def refused(self, *args, **kwargs) -> bool:
        return False

    can_set_view_restrictions = can_lock = can_unschedule = can_submit_for_moderation = refused
