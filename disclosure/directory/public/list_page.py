"""The list of the directory: the choices with their counts, one page of what they leave."""

from disclosure.directory import counts
from disclosure.directory.matching import LAST, SIZE, page_of
from disclosure.directory.public.facets import Bodies, facet_rows
from disclosure.directory.public.rows import row_values
from disclosure.directory.questions import Question
from disclosure.directory.scopes import WHOLE
from disclosure.platform.frame import PATH
from sites.models import PortalLevel

TEMPLATE = "disclosure/directory.html"


def list_context(question: Question) -> dict:
    answers = counts.found(question)
    told = counts.counted(answers)
    page = page_of(answers, question.cursor, told.total)
    bodies = Bodies(told.by["body"], question)
    facets = facet_rows(question, told, PATH, bodies)
    return {
        "question": question,
        "heading": heading(question),
        "total": told.total,
        "rows": row_values(page.rows, question.scope.portal, bodies.names),
        "facets": facets,
        "chosen": chosen(facets, question),
        "clear_url": question.url(PATH, q="", **dict.fromkeys(question.chosen, "")),
        "scopes": scopes(question),
        "empty": empty(question),
        "pagination": pagination(question, page, told.total),
    }


def heading(question: Question) -> str:
    return "全省政府信息公开目录" if question.scope.whole else "政府信息公开目录"


def chosen(facets, question: Question) -> list[dict]:
    """What is chosen, each with the address without it."""
    found = [
        {"title": f"{row['title']}：{title}", "url": row["any_url"]}
        for row in facets
        if (title := row["chosen"] or next((one["title"] for one in row["trail"] if one["active"]), ""))
    ]
    if question.text:
        found.insert(0, {"title": f"“{question.text}”", "url": question.url(PATH, q="")})
    return found


def scopes(question: Question) -> list[dict]:
    """On the province's portal: its own directory, or that of all portals."""
    scope = question.scope
    if scope.portal.level != PortalLevel.PROVINCE:
        return []
    return [
        {"title": "本级", "url": question.url(PATH, scope=""), "active": not scope.whole},
        {"title": "全省", "url": question.url(PATH, scope=WHOLE), "active": scope.whole},
    ]


def empty(question: Question) -> str:
    if question.is_filtered:
        return "没有符合条件的信息。请减少条件，或检查有无错字。"
    return "目录中还没有信息。本单位主动公开的信息发布后，会自动列入这里；需要其他信息，可以依申请公开。"


def pagination(question: Question, page, total: int) -> dict:
    def link(cursor):
        return question.url(PATH, cursor=cursor) if cursor else None

    return {
        "first_url": question.url(PATH),
        "previous_url": link(page.previous),
        "next_url": link(page.next),
        "last_url": link(page.last and LAST),
        "total": total,
        "page_number": page.ahead // SIZE + 1,
        "page_count": max(1, -(-total // SIZE)),
    }
