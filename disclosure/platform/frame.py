"""What stands beside every page of the platform: the five columns in their order, the items of 第二十条, the search.

国办公开办函〔2019〕61号: 政府信息公开指南, 政府信息公开制度, 法定主动公开内容, 政府信息公开年报, 依申请公开.
"""

from urllib.parse import urlencode

from disclosure.directory import counts
from disclosure.directory.items import items
from disclosure.directory.questions import Question
from disclosure.directory.scopes import Scope

PATH = "/disclosure/directory/"
ROOT = "disclosure"
STATUTORY = ("disclosure.statutory", "statutory.local")
# By the key of the blueprint's columns, in the order of the rule.
FIXED = (
    ("政府信息公开指南", "guide", ("disclosure.guide",)),
    ("政府信息公开制度", "rules", ("disclosure.rules",)),
    ("法定主动公开内容", "statutory", STATUTORY),
    ("政府信息公开年报", "reports", ("disclosure.reports",)),
    ("依申请公开", "requests", ("disclosure.requests",)),
)
KEYS = frozenset({ROOT, *(key for _, _, keys in FIXED for key in keys)})


def platform_context(place, question: Question | None = None, *, here: str = "") -> dict:
    """`platform`: title, url, sections (title, name, url, active, children), `search`. One query.

    A part of this room that fills one of the columns calls it, and has its template extend `disclosure/platform.html`.
    `here` is the name of the section where that is not told by the column.
    """
    asked = question or Question(scope_of_place(place))
    scope = asked.scope
    nodes = nodes_of(place)
    trail = {node.id for node in place.trail}
    own = counts.of_items(asked)
    sections = [section(title, name, nodes.get(name), trail, here) for title, name, _ in FIXED]
    for one in sections:
        if one["name"] == "statutory":
            one["url"] = one["url"] or f"{PATH}{query_of(scope)}"
            one["children"] = item_links(scope, own, question, place)
    root = nodes.get(ROOT)
    return {
        "platform": {
            "title": f"{scope.of.short_name}政府信息公开" if scope.subsite else "政府信息公开",
            "url": root.url if root else PATH,
            "sections": [one for one in sections if one["url"]],
            "search": PATH,
            "hidden": list(scope.parameters.items()),
            "text": question.text if question else "",
        }
    }


def scope_of_place(place) -> Scope:
    return Scope(place.site_portal, None if place.portal.pk == place.site_portal.pk else place.portal)


def nodes_of(place) -> dict:
    """The platform's columns of this portal; those that a subsite has not are its county's."""
    own, hosts = {}, {}
    names = {key: name for _, name, keys in FIXED for key in keys} | {ROOT: ROOT}
    for node in place.columns.nodes:
        if node.key in names:
            if node.home_id == place.portal.home_id:
                own.setdefault(names[node.key], node)
            if node.home_id == place.site_portal.home_id:
                hosts.setdefault(names[node.key], node)
    return {**{name: node for name, node in hosts.items() if name != "statutory" and name != ROOT}, **own}


def section(title: str, name: str, node, trail, here: str) -> dict:
    active = here == name or (not here and node is not None and node.id in trail)
    return {"title": title, "name": name, "url": node.url if node else "", "active": active, "children": []}


def item_links(scope: Scope, numbers, question, place) -> list[dict]:
    """The items of 第二十条 of which something is disclosed."""
    chosen = question.item if question else item_of(place)
    return [
        {
            "title": item.short,
            "clause": item.clause,
            "text": item.text,
            "count": numbers[item.number],
            "url": f"{PATH}?{urlencode({**scope.parameters, 'item': item.number})}",
            "active": item.number == chosen,
        }
        for item in items().values()
        if numbers.get(item.number) or item.number == chosen
    ]


def item_of(place) -> int:
    """Of the column the reader is in, by its key; 0 where it has none."""
    key = place.node.key if place.node else ""
    return next((item.number for item in items().values() if key in item.keys and key not in STATUTORY), 0)


def query_of(scope: Scope) -> str:
    return f"?{urlencode(scope.parameters)}" if scope.parameters else ""
