"""The page of a list: of a portal, of a department, of the whole province, on any day."""

from cms_core.public.navigation import sidebar
from listings.kinds import ListKind
from listings.public import addresses
from listings.public.facets import facets
from listings.public.frames import list_frame
from listings.public.matching import facets_of
from listings.public.paging import LAST, page_of
from listings.public.questions import Question
from listings.public.rows import SIZE, column_heads, row_values
from listings.public.scopes import WHOLE, Scope
from sites.models import PortalLevel

TEMPLATE = "lists/list.html"
NOTES = {
    ListKind.NEGATIVE: "清单之外的企业投资项目实行备案制，由企业依法自主决策。",
    ListKind.FUND: "金额单位：万元。存续期限届满的专项资金不再安排。",
}


def list_context(request, scope: Scope, column) -> dict:
    question = Question.of(request.GET, scope)
    path = addresses.list_path(scope.kind)
    title = f"{scope.heading}（{question.day.written}）" if question.day.parameter else scope.heading
    canonical = addresses.with_parameters(path, **scope.parameters)
    context = list_frame(request, scope, column, title=title, path=canonical)
    return context | filled(question, path) | sidebar_of(context)


def sidebar_of(context) -> dict:
    """The other columns stand in the menu; beside a list are its filters."""
    return {"others_url": f"{context['column'].url}?view=list" if context["column"] and context["column"].entry_count
            else "", "column_sidebar": sidebar(context["place"])}  # fmt: skip


def filled(question: Question, path: str) -> dict:
    scope, day = question.scope, question.day
    counts, total, rows = facets_of(question)
    page = page_of(rows, question.cursor, SIZE)
    groups = facets(question, counts, path)
    return {
        "heading": scope.heading,
        "question": question,
        "day": day,
        "path": path,
        "today_url": question.url(path, on=""),
        "total": total,
        "rows": row_values(page.rows, scope, day),
        "heads": column_heads(scope),
        "groups": groups,
        "chosen": chosen(groups, question, path),
        "clear_url": addresses.with_parameters(path, **scope.parameters, on=day.parameter),
        "hidden_of_search": hidden(question, "q"),
        "hidden_of_day": hidden(question, "on"),
        "scopes": scopes(question, path),
        "note": NOTES.get(scope.kind, ""),
        "is_fund": scope.kind == ListKind.FUND,
        "data_path": path,
        "feed_url": addresses.with_parameters(addresses.feed_path(scope.kind), **scope.parameters),
        "empty": empty(question, total),
        "pagination": pagination(question, page, total, path),
        "download_query": addresses.with_parameters("", **scope.parameters, on=day.parameter),
    }


def hidden(question: Question, without: str) -> list[tuple[str, str]]:
    """What a form sends along beside its own field."""
    return [(name, value) for name, value in question.parameters().items() if name != without]


def chosen(groups, question, path) -> list[dict]:
    found = [
        {"title": f"{one['title']}：{one['chosen']}", "url": one["any_url"]}
        for one in groups
        if one["any_url"] and one["name"] != "listing"
    ]
    if question.text:
        found.insert(0, {"title": f"“{question.text}”", "url": question.url(path, q="")})
    return found


def scopes(question: Question, path: str) -> list[dict]:
    """On the province's portal: its own list, or all of the province."""
    scope = question.scope
    if scope.portal.level != PortalLevel.PROVINCE:
        return []
    day = {"on": question.day.parameter}
    return [
        {"title": "本级", "url": addresses.with_parameters(path, **day), "active": not scope.whole},
        {"title": "全省", "url": addresses.with_parameters(path, scope=WHOLE, **day), "active": scope.whole},
    ]


def empty(question: Question, total: int) -> str:
    if total:
        return "这一页已经没有事项，请返回第一页。"
    if question.is_filtered:
        return "没有符合条件的事项。请减少条件，或检查有无错字。"
    if question.day.is_past:
        return f"{question.day.written}还没有建立这张清单。"
    return "这张清单目前没有事项。"


def pagination(question: Question, page, total: int, path: str) -> dict:
    def link(cursor):
        return question.url(path, cursor=cursor) if cursor else None

    return {
        "first_url": question.url(path),
        "previous_url": link(page.previous),
        "next_url": link(page.next),
        "last_url": link(page.last and LAST),
        "total": total,
    }
