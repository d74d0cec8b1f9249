"""What a person does with to-dos: says that one need not be done, and why; that one is done; or takes that back."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from listings.errors import NotAllowed
from listings.models import Listing, Todo, TodoState
from listings.permissions import ListAction, may
from listings.todos.words import BY_HAND

MOST = 2000
REASON = Todo._meta.get_field("reason").max_length
RELATED = ("portal__home", "column")


class CloseTodos:
    """Base: all of them or none. `ids` that are not there, or not in the state for it, are not counted."""

    before = TodoState.OPEN

    def __init__(self, ids: Collection[int], *, user, reason: str = "", now=None):
        self.ids, self.user, self.reason = sorted(set(ids))[:MOST], user, " ".join(reason.split())
        self.now = now or timezone.now()

    @transaction.atomic
    def execute(self) -> int:
        """How many; raises NotAllowed."""
        todos = list(Todo.objects.select_for_update(of=("self",)).filter(pk__in=self.ids))
        for listing in Listing.objects.filter(pk__in={todo.listing_id for todo in todos}).select_related(*RELATED):
            if not may(self.user, ListAction.EDIT, listing):
                raise NotAllowed("您没有办理这些待办的权限。")
        todos = [todo for todo in todos if todo.state == self.before]
        self.check(todos)
        return Todo.objects.filter(pk__in=[todo.pk for todo in todos], state=self.before).update(**self.values())

    def check(self, todos: list[Todo]) -> None:
        if not todos:
            raise NotAllowed("所选的待办已由别人办理，请刷新页面。")

    def values(self) -> dict:
        return {"reason": self.reason[:REASON], "closed_by": self.user, "closed_at": self.now}


class DismissTodos(CloseTodos):
    """不需办理, with the reason that the public report of gaps shows too."""

    def check(self, todos):
        if not self.reason:
            raise NotAllowed("请写明不需办理的理由，如“本县不临海，无此类事项”。")
        super().check(todos)

    def values(self):
        return {"state": TodoState.DISMISSED, **super().values()}


class FinishTodos(CloseTodos):
    """已办, for what only a person can tell; all else is done by the adjustment that does it."""

    def check(self, todos):
        if any(todo.kind not in BY_HAND for todo in todos):
            raise NotAllowed("只有“办事指南”的待办可以直接标为已办；其他待办在清单调整批准后自动办结。")
        super().check(todos)

    def values(self):
        return {"state": TodoState.DONE, **super().values()}


class ReopenTodos(CloseTodos):
    """What a person has dismissed; not what was taken back by itself."""

    before = TodoState.DISMISSED

    def check(self, todos):
        if any(todo.closed_by_id is None for todo in todos):
            raise NotAllowed("平台自动撤回的待办不能恢复。")
        super().check(todos)

    def values(self):
        return {"state": TodoState.OPEN, "reason": "", "closed_by": None, "closed_at": None}
