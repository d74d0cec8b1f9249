"""待办: to look through, to dismiss with a reason, to take along as a table; of one's own lists, or of those below."""

from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import TemplateView
from wagtail.admin import messages

from listings.admin.base import numbers, say
from listings.admin.paging import page_of
from listings.downloads import FORMATS, as_file
from listings.errors import ListingsError, NotAllowed
from listings.models import TodoKind, TodoState
from listings.todos.admin.base import OfReader
from listings.todos.closing import DismissTodos, FinishTodos, ReopenTodos
from listings.todos.queries import STATES, Question
from listings.todos.words import ASKS

HEADER = ("清单", "事由", "事项", "编码", "主体", "说明", "要做什么", "起算日", "办理期限", "状态", "理由", "办理人")
ACTIONS = {"dismiss": DismissTodos, "finish": FinishTodos, "reopen": ReopenTodos}
DONE = {"dismiss": "已记为不需办理 {} 项。", "finish": "已标为已办 {} 项。", "reopen": "已恢复为待办 {} 项。"}


class Todos(OfReader, TemplateView):
    """`is_below`: those of the lists below, to look at only."""

    page_title = "待办"
    template_name = "listings/todos/todos.html"
    is_below = False

    @property
    def tab(self):
        return "below" if self.is_below else "own"

    def get_page_title(self):
        return "下级待办" if self.is_below else "待办"

    @property
    def listings(self):
        return self.below if self.is_below else self.own

    def get(self, request, *args, **kwargs):
        self.question = Question.of(request.GET)
        self.rows = self.question.rows(self.listings, self.today)
        if self.asked_format in FORMATS:
            return as_file(
                self.asked_format, f"{self.get_page_title()}{self.today:%Y%m%d}", HEADER, map(cells, self.rows)
            )
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        page = page_of(self.rows, self.request, size=30)
        query = self.request.GET.copy()
        query.pop("page", None)
        portals = {listing.portal.key: listing.portal.name for listing in self.listings}
        return super().get_context_data(
            page=page,
            rows=[self.row(todo) for todo in page],
            question=self.question,
            states=STATES,
            kinds=TodoKind.choices,
            portals=portals.items() if len(portals) > 1 else (),
            query=query.urlencode(),
            may_close=not self.is_below,
            **kwargs,
        )

    def row(self, todo) -> dict:
        claims = todo.kind in (TodoKind.CLAIM, TodoKind.TAKE_OVER) and todo.state == TodoState.OPEN
        overdue = todo.is_overdue(self.today)
        return {"todo": todo, "overdue": overdue, "asks": ASKS[todo.kind], "may_claim": claims}

    def post(self, request, *args, **kwargs):
        verb = request.POST.get("do", "")
        ids = numbers(request.POST.getlist("todo"))
        try:
            if self.is_below or verb not in ACTIONS:
                raise NotAllowed("不明白要做什么，请刷新页面后重试。")
            if not ids:
                raise NotAllowed("还没有勾选待办。")
            done = ACTIONS[verb](ids, user=request.user, reason=request.POST.get("reason", "")).execute()
        except ListingsError as error:
            say(request, error)
        else:
            messages.success(request, DONE[verb].format(done))
        back = request.get_full_path()
        return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "listings_todos")


def cells(todo) -> list:
    return [
        str(todo.listing),
        todo.get_kind_display(),
        todo.name,
        todo.code,
        todo.organisation.name if todo.organisation else "",
        todo.detail,
        ASKS[todo.kind],
        todo.since,
        todo.due,
        todo.get_state_display(),
        todo.reason,
        (todo.closed_by.get_full_name() or todo.closed_by.username) if todo.closed_by else "",
    ]
