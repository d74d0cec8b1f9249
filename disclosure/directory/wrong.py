"""What of a question to the directory was not understood, and why: an error to programs, a word to readers."""

from collections.abc import Iterator

from cms_core.models.validity import Validity
from cms_core.taxonomies.genres import genres
from disclosure.directory.items import items
from disclosure.directory.questions import MAX_TEXT, Question
from disclosure.directory.scopes import GOVERNMENTS, WHOLE, whole_name
from disclosure.shelves.pages import is_cursor

FACETS = ("body", "item", "theme", "genre", "year", "validity")
KNOWN = ("scope", "portal", "q", *FACETS)


def wrong(query, question: Question) -> Iterator[tuple[str, str]]:
    """(parameter, why) of those that are known; `question` is what was made of them."""
    portal = question.scope.portal
    for name in KNOWN:
        if len(query.getlist(name)) > 1:
            yield name, f"{name} 只能写一次。"
        elif "\0" in query.get(name, ""):
            yield name, f"{name} 不能有控制字符。"
    if len(query.get("q", "")) > MAX_TEXT:
        yield "q", f"q 不能超过 {MAX_TEXT} 个字。"
    if (given := query.get("scope", "")) and (given != WHOLE or portal.level not in GOVERNMENTS):
        yield "scope", scope_hint(portal)
    if query.get("portal", "") and (given or query["portal"] not in {portal.key, question.scope.of.key}):
        yield "portal", "本站没有这个子站；portal 填本站下乡镇、街道等子站的标识，不能和 scope 同用。"
    for name in FACETS:
        if query.get(name, "") and not getattr(question, name):
            yield name, HINTS[name]()


def scope_hint(portal) -> str:
    if portal.level in GOVERNMENTS:
        return f"scope 只能是 {WHOLE}（{whole_name(portal)}），或不填（本站）。"
    return "scope 只能在政府门户上使用；本站的目录不填 scope。"


def told(query, question: Question) -> list[str]:
    """For the reader of a list, which is shown without what was not understood."""
    found = {}
    for name, why in wrong(query, question):
        found.setdefault(name, f"地址中的条件“{name}={shortened(query.get(name, ''))}”没有使用：{why}")
    said = list(found.values())
    if not is_cursor(query.get("cursor", "")):
        said.append("地址中的页码（cursor）无法识别，以下从第一页开始。")
    if question.widened:
        name, whole = question.body.display_name, whole_name(question.scope.portal)
        said.append(f"本级目录中没有{name}的信息，以下是{whole}目录中的。")
    return said


def shortened(text: str, length: int = 20) -> str:
    text = text.replace("\0", "")
    return f"{text[:length]}…" if len(text) > length else text


HINTS = {
    "body": lambda: "没有这个机构；机构的标识见数据中的 organisation_key。",
    "item": lambda: f"item 是《政府信息公开条例》第二十条的第几项，1 至 {max(items())}。",
    "theme": lambda: "没有这个主题；theme 写作“一级”或“一级/二级”，如 财政、金融、审计/财政。",
    "genre": lambda: f"genre 可以是：{'、'.join(genres())}。",
    "year": lambda: "year 是四位的发布年份，如 2015。",
    "validity": lambda: f"validity 可以是：{'、'.join(f'{one.value}（{one.label}）' for one in Validity)}。",
}
