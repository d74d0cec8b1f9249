"""编发状态: from the first draft of an issue to its publication; who may move it is asked in `gazette.permissions`."""

from django.db import models


class IssueState(models.TextChoices):
    DRAFTING = "drafting", "编辑中"
    SUBMITTED = "submitted", "待审"
    APPROVED = "approved", "待发布"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤回"


# 清样定稿: the texts are sealed when the issue is handed in, and every later state shows just these.
SEALED = frozenset({IssueState.SUBMITTED, IssueState.APPROVED, IssueState.PUBLISHED, IssueState.WITHDRAWN})
EDITABLE = frozenset({IssueState.DRAFTING})
