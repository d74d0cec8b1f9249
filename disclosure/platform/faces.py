"""What the columns of the platform show: its home, the directory, and every other column in the platform's frame."""

from cms_core.models.pages.column import ListStyle
from cms_core.public.columns import column_context
from cms_core.public.faces import Face, register_column_face
from cms_core.public.place import place_of
from disclosure import faces
from disclosure.directory import counts
from disclosure.directory.matching import page_of
from disclosure.directory.public import list_page
from disclosure.directory.public.frames import columns_for
from disclosure.directory.public.rows import row_values, rows_of_entries
from disclosure.directory.questions import Question
from disclosure.directory.scopes import WHOLE, whole_name, widest
from disclosure.platform.frame import PATH, ROOT, STATUTORY, platform_context, query_of, scope_of_place

HOME, COLUMN = "disclosure/home.html", "disclosure/column.html"
# Of columns with these types those below 政府信息公开 are the platform's. A part of this room that has more to show in
# one of them registers its key with `disclosure.faces`.
TYPES = ("信息公开目录", "信息公开指南", "信息公开年报", "依申请公开", "数据发布", "人事信息")
NEWEST = 10
SAYS = {
    "guide": "信息怎样分类、怎样查找，由谁受理",
    "rules": "公开工作依据的法规和制度",
    "statutory": "依法应当主动公开的全部信息",
    "reports": "历年公开工作情况",
    "requests": "没有主动公开的，可以申请",
}


def register() -> None:
    faces.register(faces.EVERY, find_face)
    for column_type in TYPES:
        if column_type != faces.COLUMN_TYPE:
            register_column_face(column_type, find_face)


def find_face(request, column) -> Face | None:
    place = place_of(request, column)
    if place.node is None or not any(node.key == ROOT for node in place.trail):
        return None
    if column.blueprint_key == ROOT:
        return Face(HOME, home_context)
    if column.blueprint_key in STATUTORY:
        return Face(list_page.TEMPLATE, statutory_context)
    return Face(COLUMN, lambda request, place: in_place(request, column, place))


def home_context(request, place) -> dict:
    question = Question(scope_of_place(place))
    context = platform_context(place, question, here="home")
    answers = counts.found(question)
    total = sum(one.bits.bit_count() for one in answers)
    rows = page_of(answers, "", total, NEWEST).rows
    doors = [{**one, "text": SAYS[one["name"]]} for one in context["platform"]["sections"]]
    statutory = next((one for one in doors if one["name"] == "statutory"), None)
    whole = question.scope.subsite is None and widest(question.scope).whole
    return context | {
        "doors": doors,
        "items": statutory["children"] if statutory else [],
        "total": total,
        "rows": row_values(rows, place.site_portal, question=question),
        "directory_url": f"{PATH}{query_of(question.scope)}",
        "whole_url": f"{PATH}?scope={WHOLE}" if whole else "",
        "whole_name": whole_name(place.site_portal),
    }


def statutory_context(request, place) -> dict:
    scope = scope_of_place(place)
    question = Question.of(request.GET, scope)
    shown = {"item_columns": columns_for(request, question)}
    return platform_context(place, question, here="statutory") | list_page.list_context(question, request.GET) | shown


def in_place(request, column, place) -> dict:
    """The column as it is, within the frame: a single page's text, a list of what is in it."""
    context = column_context(request, column, place)
    single = column.list_style == ListStyle.SINGLE and bool(column.body)
    # Below 法定主动公开内容 the items of 第二十条 stand beside it.
    below = any(node.key in STATUTORY for node in place.trail)
    if below and column.list_style in (ListStyle.LIST, ListStyle.DOCUMENTS):
        context["rows"] = rows_of_entries(context["entries"], place.site_portal)
    return context | platform_context(place, here="statutory" if below else "") | {"single": single}
