"""待办: what an adjustment elsewhere, a date or a repealed document leaves to be done about an item of a list."""

import datetime

from django.conf import settings
from django.db import models


class TodoKind(models.TextChoices):
    """Each says what has happened; `listings.todos.words` says what to do."""

    FOLLOW = "follow", "上级要素变更"
    END = "end", "上级事项退出"
    SUSPEND = "suspend", "上级事项暂停"
    RESUME = "resume", "上级事项恢复"
    TAKE_OVER = "take_over", "承接下放事项"
    CLAIM = "claim", "认领基本目录"
    DUTY = "duty", "权力退出后的责任事项"
    SUB_ITEM = "sub_item", "主项退出后的子项"
    GUIDE = "guide", "权力退出后的办事指南"
    FUND_ENDING = "fund_ending", "专项资金即将到期"
    FUND_ENDED = "fund_ended", "专项资金已到期"
    BASIS = "basis", "依据已废止或失效"


class TodoState(models.TextChoices):
    OPEN = "open", "待办"
    DONE = "done", "已办结"
    DISMISSED = "dismissed", "不需办理"


class TodoQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=TodoState.OPEN)

    def overdue(self, today: datetime.date):
        return self.open().filter(due__lt=today)


class Todo(models.Model):
    """Of `listing`, about its `item` (None where it is still to be made), because of `line` or `document`.

    `source` is the item above that changed. `key` makes it once: a job that runs again, or is killed, adds none.
    `settled_by` is the adjustment that did it; None where somebody did, or dismissed it with a `reason`.
    """

    listing = models.ForeignKey("listings.Listing", models.CASCADE, related_name="todos", verbose_name="清单")
    kind = models.CharField("事由", max_length=12, choices=TodoKind)
    item = models.ForeignKey("listings.Item", models.CASCADE, null=True, related_name="todos", verbose_name="事项")
    source = models.ForeignKey("listings.Item", models.CASCADE, null=True, related_name="+", verbose_name="上级事项")
    line = models.ForeignKey("listings.AdjustmentLine", models.CASCADE, null=True, related_name="todos")
    adjustment = models.ForeignKey(
        "listings.Adjustment", models.CASCADE, null=True, related_name="todos", verbose_name="引起的调整"
    )
    document = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(
        "cms_core.Organisation", models.SET_NULL, null=True, related_name="+", verbose_name="主体"
    )
    key = models.CharField(max_length=80)
    name = models.CharField("事项名称", max_length=500)
    code = models.CharField("编码", max_length=80, blank=True)
    detail = models.TextField("说明", blank=True)
    since = models.DateField("起算日")
    due = models.DateField("办理期限")
    state = models.CharField("状态", max_length=10, choices=TodoState, default=TodoState.OPEN)
    reason = models.CharField("理由", max_length=300, blank=True)
    settled_by = models.ForeignKey("listings.Adjustment", models.SET_NULL, null=True, related_name="+")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = TodoQuerySet.as_manager()

    class Meta:
        verbose_name = "待办"
        verbose_name_plural = "待办"
        ordering = ["due", "pk"]
        constraints = [models.UniqueConstraint(fields=["listing", "key"], name="todo_once")]
        indexes = [
            models.Index(fields=["listing", "state", "due", "id"], name="todo_of_listing"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}：{self.name}"

    def is_overdue(self, today: datetime.date) -> bool:
        return self.state == TodoState.OPEN and self.due < today
