"""What a request for the directory's data asks: the same question as on its page, but a wrong value is an error.

A program must not take for the entries of one body what are the entries of all.
"""

from cms_core.models.validity import Validity
from cms_core.open_data.errors import BadQuestion
from cms_core.taxonomies.genres import genres
from disclosure.directory.items import items
from disclosure.directory.questions import MAX_TEXT, Question
from disclosure.directory.scopes import WHOLE, scope_of
from sites.models import PortalLevel

KNOWN = ("scope", "portal", "q", "body", "item", "theme", "genre", "year", "validity")


def asked_of(request) -> Question:
    """Raises BadQuestion for the first parameter that is wrong; a query for a body."""
    query = request.GET
    check(query)
    scope = scope_of(request.portal, query)
    if query.get("scope", "") and not scope.whole:
        raise BadQuestion("scope", scope_hint(request.portal))
    if query.get("portal", "") and (scope.subsite is None or scope.whole):
        raise BadQuestion("portal", "本站没有这个子站；portal 填本站下乡镇、街道等子站的标识，不能和 scope 同用。")
    question = Question.of(query, scope)
    for name in KNOWN[3:]:
        if query.get(name, "") and not getattr(question, name):
            raise BadQuestion(name, HINTS[name]())
    return question


def check(query) -> None:
    for name in query:
        if name not in KNOWN:
            raise BadQuestion(name[:40], f"没有这个参数；可以用：{'、'.join(KNOWN)}。")
        if len(query.getlist(name)) > 1:
            raise BadQuestion(name, f"{name} 只能写一次。")
        if "\0" in query[name]:
            raise BadQuestion(name, f"{name} 不能有控制字符。")
    if len(query.get("q", "")) > MAX_TEXT:
        raise BadQuestion("q", f"q 不能超过 {MAX_TEXT} 个字。")


def scope_hint(portal) -> str:
    if portal.level == PortalLevel.PROVINCE:
        return f"scope 只能是 {WHOLE}（全省），或不填（本站）。"
    return "scope 只能在省级门户上使用；本站的目录不填 scope。"


HINTS = {
    "body": lambda: "没有这个机构；机构的标识见数据中的 organisation_key。",
    "item": lambda: f"item 是《政府信息公开条例》第二十条的第几项，1 至 {max(items())}。",
    "theme": lambda: "没有这个主题；theme 写作“一级”或“一级/二级”，如 财政、金融、审计/财政。",
    "genre": lambda: f"genre 可以是：{'、'.join(genres())}。",
    "year": lambda: "year 是四位的发布年份，如 2015。",
    "validity": lambda: f"validity 可以是：{'、'.join(f'{one.value}（{one.label}）' for one in Validity)}。",
}
