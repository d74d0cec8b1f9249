"""The list of the directory: the choices with their counts, one page of what they leave."""

from disclosure.directory import counts
from disclosure.directory.matching import LAST, SIZE, page_of
from disclosure.directory.public.facets import Bodies, facet_rows
from disclosure.directory.public.rows import row_values
from disclosure.directory.questions import Question
from disclosure.directory.scopes import WHOLE, whole_name
from disclosure.directory.wrong import told
from disclosure.platform.frame import PATH
from sites.models import PortalLevel

TEMPLATE = "disclosure/directory.html"
FORMS = (("csv", "CSV"), ("xlsx", "XLSX（Excel）"), ("json", "JSON"))
ABOUT_DATA = "/disclosure/data/"


def list_context(question: Question, query) -> dict:
    """`query` is what the question was made of."""
    answers = counts.found(question)
    numbers = counts.counted(answers)
    page = page_of(answers, question.cursor, numbers.total)
    bodies = Bodies(numbers.by["body"], question)
    facets = facet_rows(question, numbers, PATH, bodies)
    return {
        "question": question,
        "heading": heading(question),
        "total": numbers.total,
        "said": told(query, question),
        "rows": row_values(page.rows, question.scope.portal, bodies.names, question),
        "facets": facets,
        "chosen": chosen(facets, question),
        "clear_url": question.url(PATH, q="", **dict.fromkeys(question.chosen, "")),
        "scopes": scopes(question),
        "empty": empty(question),
        "pagination": pagination(question, page, numbers.total),
        "downloads": downloads(question) if numbers.total else [],
        "about_data_url": question.url(ABOUT_DATA),
    }


def heading(question: Question) -> str:
    return f"{whole_name(question.scope.portal) if question.scope.whole else ''}政府信息公开目录"


def downloads(question: Question) -> list[dict]:
    """The same choice as files."""
    return [{"label": label, "url": question.url(f"{PATH}data.{form}")} for form, label in FORMS]


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
    """On the portal of a government with others below it: its own directory, or that of all of them.

    Those below a county answer on its host: its own is what has to be said. A body is of one scope or the other.
    """
    scope, name = question.scope, whole_name(question.scope.portal)
    if scope.portal.level == PortalLevel.COUNTY:
        if not scope.portal.subsites:
            return []
        own, whole, is_whole = {"portal": scope.portal.key}, {"portal": ""}, scope.is_plain
        active = scope.alone
    elif scope.portal.level == PortalLevel.PROVINCE or (
        scope.portal.level == PortalLevel.CITY and scope.portal.numchild
    ):
        own, whole, is_whole = {"scope": "", "portal": ""}, {"scope": WHOLE, "portal": ""}, scope.whole
        active = not scope.whole and scope.subsite is None
    else:
        return []
    kept = {} if active else {"body": ""}
    return [
        {"title": "本级", "url": question.url(PATH, **own, **kept), "active": active},
        {"title": name, "url": question.url(PATH, **whole), "active": is_whole},
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
