"""/search/?q=…: the search of a portal, of a column of it, or of the whole province; each choice is in the address."""

import logging
import sqlite3

from django.shortcuts import render
from django.utils import timezone

from cms_core.catalogue.columns import ColumnTree
from cms_core.public.place import place_of
from cms_core.search.analysis.question import MAX_LENGTH
from cms_core.search.editors import log
from cms_core.search.errors import SearchError
from cms_core.search.guard import guarded
from cms_core.search.reading.choices import FEED, NARROWING, PAGES, PATH, SIZE, Choices
from cms_core.search.reading.paging import paging
from cms_core.search.reading.read import Reading, read
from cms_core.search.reading.tips import Tips, tips_of
from cms_core.views import errors
from cms_core.views.frame import ATOM, frame
from cms_core.views.public import public

logger = logging.getLogger("portal.search")
# What an engine raises when its file or its server is not there.
UNAVAILABLE = (SearchError, sqlite3.Error, OSError)
RETRY_SECONDS = 60
COLUMNS = 8
BEING_BUILT = "检索数据正在建立，目前只能找到一部分内容，请过几分钟再试。"
BEING_RENEWED = "检索数据正在重新整理，暂时可能找不全，请过一会儿再试。"


def too_often(request, seconds):
    return errors.plain(request, 429)


def unavailable(request):
    logger.exception("检索暂时不可用")
    return later(request)


def later(request, message=""):
    response = errors.error(request, 503, message)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


@public
@guarded("search", "PORTAL_SEARCH_PER_MINUTE", too_often)
def search(request):
    place = place_of(request)
    try:
        reading = read(Choices.of(request.GET), place, timezone.now())
    except UNAVAILABLE:
        return unavailable(request)
    response = render(request, "portal/search.html", context_of(request, reading))
    # What was not found since the index is being built tells editors nothing.
    if reading.question and reading.choices.page == 1 and not reading.incomplete:
        home = place.site_portal.home_id
        log.searched(home, home, reading.question.text, reading.choices.scope, reading.found.total)
    # The same answer under a thousand addresses is none that a search engine should keep.
    response["X-Robots-Tag"] = "noindex"
    return response


def context_of(request, reading: Reading) -> dict:
    context = frame(request, None)
    choices, question, found = reading.choices, reading.question, reading.found
    name = context["portal"].name
    title = f"{question.text}（第{choices.page}页）" if choices.page > 1 else question.text
    if question:
        own = (f"搜索“{question.text}”的最新结果（Atom）", choices.but(order="").address(FEED), ATOM)
        context["feeds"] = [*context["feeds"], own]
    return context | {
        "page_title": f"{title} - 搜索 - {name}" if question else f"搜索 - {name}",
        "canonical": "",
        "breadcrumb": [{"title": "首页", "url": "/"}, {"title": "搜索", "url": PATH}],
        "has_own_search": True,
        "query": question.text,
        "asked": bool(question),
        "reading": reading,
        "choices": choices,
        "hidden": hidden(choices, "q", "page"),
        "hidden_of_dates": hidden(choices, "since", "until", "page"),
        "dates_url": choices.without("since", "until").address(),
        "scopes": scopes(choices, reading.node),
        "orders": orders(choices),
        "notes": notes(reading),
        "feed_url": choices.but(order="").address(FEED),
        "clear_url": choices.without(*NARROWING).address(),
        "everywhere_url": choices.but(scope="all", column=None).address() if choices.scope != "all" else "",
        "pagination": paging(choices, found.total),
        "tips": None if question else tips(context["site_portal"].home_id),
        "popular": popular(context["columns"]) if not reading.results else [],
        "first_position": (choices.page - 1) * SIZE,
    }


def hidden(choices: Choices, *own) -> list[tuple[str, str]]:
    """What a form keeps of the address beside its own fields."""
    return [(name, value) for name, value in choices.parameters().items() if name not in own]


def scopes(choices: Choices, node) -> list[dict]:
    """The column stays on offer once a reader came from it; a portal is a choice within the province only."""
    here = choices.without("portal") if choices.scope == "all" else choices
    offered = [("", "本站", here.but(scope="", column=None)), ("all", "全省", choices.but(scope="all", column=None))]
    if node is not None:
        label = "本子站" if node.is_home else f"本栏目：{node.title}"
        offered.insert(0, ("column", label, choices))
    return [
        {"title": title, "url": other.address(), "active": scope == choices.scope} for scope, title, other in offered
    ]


def orders(choices: Choices) -> list[dict]:
    return [
        {"title": title, "url": choices.but(order=order).address(), "active": order == choices.order}
        for order, title in (("", "按相关度"), ("date", "按时间"))
    ]


def notes(reading: Reading) -> list[str]:
    said, question = list(reading.choices.notes), reading.question
    if question.text and not question:
        said.append("没有要查找的词：请输入文字、字母或数字；减号后面的词只用来排除。")
    if reading.incomplete:
        said.append(BEING_BUILT if reading.found.partial else BEING_RENEWED)
    if question.too_long:
        said.append(f"搜索词超过 {MAX_LENGTH} 个字，只按前 {MAX_LENGTH} 个字查找。")
    if question.left_out:
        said.append(f"词语太多，没有按这些词查找：{'、'.join(question.left_out)[:60]}。")
    if reading.choices.page >= PAGES:
        said.append("只能看到前 1000 条结果；请增加搜索词，或用筛选条件缩小范围。")
    return said


def tips(home_id: int) -> Tips:
    """Without examples while the engine fails: how to search can be said all the same."""
    try:
        return tips_of(home_id)
    except UNAVAILABLE:
        logger.exception("检索暂时不可用")
        return Tips()


def popular(columns: ColumnTree) -> list:
    """Where most is published: a way on for who found nothing."""
    filled = [node for node in columns.nodes if node.entry_count and not node.is_home]
    return sorted(filled, key=lambda node: -node.entry_count)[:COLUMNS]
