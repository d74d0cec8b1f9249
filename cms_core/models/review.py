"""审核: one review step for all portals; who may publish a page may review it (《政府网站发展指引》: 先审后发).

Wagtail's own task names groups. A province would need one task and one workflow for each portal, and Wagtail joins all
of them with OR when it asks what waits for a reviewer. This one asks the page permissions, which know each portal's
people.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField
from django.db.models.functions import Cast
from wagtail.models import Page, Task, TaskState
from wagtail.permissions import policy_registry


class ReviewTask(Task):
    """A page handed in waits for someone with the right to publish it: the portal's reviewers and administrators."""

    class Meta:
        verbose_name = "审核"
        verbose_name_plural = "审核"

    def start(self, workflow_state, user=None):
        page = workflow_state.content_object
        if page.locked and not self._may(page, page.locked_by):
            # Its author's lock would keep the reviewers out.
            page.locked, page.locked_by, page.locked_at = False, None, None
            page.save(update_fields=["locked", "locked_by", "locked_at"])
        return super().start(workflow_state, user=user)

    @staticmethod
    def _may(page, user) -> bool:
        return user is not None and page.permissions_for_user(user).can_publish()

    def user_can_access_editor(self, obj, user):
        return self._may(obj, user)

    def locked_for_user(self, obj, user):
        return not self._may(obj, user)

    def user_can_lock(self, obj, user):
        return self._may(obj, user)

    def get_actions(self, obj, user):
        if not self._may(obj, user):
            return []
        return [
            ("reject", "退回修改", True),
            ("approve", "通过并发布", False),
            ("approve", "通过并发布（附意见）", True),
        ]

    def get_task_states_user_can_moderate(self, user, **kwargs):
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if user.is_superuser:
            return waiting
        pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
        return waiting.filter(
            workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
            workflow_state__object_id__in=pages.annotate(key=Cast("pk", CharField())).values("key"),
        )

    @classmethod
    def get_description(cls):
        return "由对页面有发布权限的人（审核员、站点管理员）审核。"
