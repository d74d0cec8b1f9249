"""/decisions/licences/ and /decisions/penalties/: what is public today, with filters and the files to take along."""

from disclosure.decisions import masking
from disclosure.decisions.kinds import PLACES, DecisionKind
from disclosure.decisions.public.addresses import decision_path, list_path, with_parameters
from disclosure.decisions.public.facets import groups
from disclosure.decisions.public.frames import decision_frame
from disclosure.decisions.public.questions import Question
from disclosure.decisions.public.scopes import WHOLE, Scope
from disclosure.shelves.counting import answers_of
from disclosure.shelves.pages import page_of
from sites.models import PortalLevel

TEMPLATE = "decisions/list.html"
# (field, header, class of the cell) besides the party and the day.
SHOWN = {
    DecisionKind.LICENCE: (("document_name", "许可决定文书", ""), ("number", "文书号", "short"),
                           ("body_name", "许可机关", "")),
    DecisionKind.PENALTY: (("breach", "违法行为类型", ""), ("category", "处罚类别", ""), ("number", "文书号", "short"),
                           ("body_name", "处罚机关", "")),
}  # fmt: skip
NOTES = {
    DecisionKind.LICENCE: "行政许可自作出决定之日起七个工作日内公示。自然人的姓名已作脱敏处理。",
    DecisionKind.PENALTY: "行政处罚自作出决定之日起七个工作日内公示，公示期满自动停止。自然人的姓名已作脱敏处理。",
}
LONGEST = 60
# A document number is not broken where it fits into a column.
UNBROKEN = 22


def list_context(request, scope: Scope, column) -> dict:
    question = Question.of(request.GET, scope)
    path = list_path(scope.kind)
    canonical = with_parameters(path, **scope.parameters)
    context = decision_frame(request, scope, column, title=scope.heading, path=canonical)
    choices, total = groups(question, path), question.counts.total
    page = page_of(answers_of(question.found), question.cursor, total)
    return context | {
        "heading": scope.heading,
        "question": question,
        "path": path,
        "total": total,
        "heads": [{"label": label, "is_number": cell == "short"} for _, label, cell in SHOWN[scope.kind]],
        "rows": [row_of(row, scope) for row in question.read([pk for _, pk in page.keys])],
        "groups": choices,
        "chosen": chosen(choices, question, path),
        "clear_url": canonical,
        "hidden": [(name, value) for name, value in question.parameters().items() if name != "q"],
        "scopes": scopes(scope, path),
        "kinds": kinds(scope),
        "note": NOTES[scope.kind],
        "empty": empty(question, total),
        "pagination": pagination(question, page, total, path),
        "download_query": question.url(""),
        "feed_url": with_parameters(f"{path}feed.atom", **scope.parameters),
        "others_url": f"{context['column'].url}?view=list"
        if context["column"] and context["column"].entry_count
        else "",
    }


def row_of(decision, scope: Scope) -> dict:
    cells = []
    for name, label, kind in SHOWN[scope.kind]:
        text = str(masking.shown(decision, name) or "")
        if name == "document_name" and not text:
            text = str(masking.shown(decision, "content"))
        cut = f"{text[:LONGEST]}…" if len(text) > LONGEST else text
        cells.append(
            {
                "label": label,
                "text": cut,
                "whole": text if cut != text else "",
                "is_short": kind == "short" and len(text) <= UNBROKEN,
            }
        )
    return {
        "name": decision.shown_party,
        "url": f"{scope.root_of(decision.portal_id)}{decision_path(scope.kind, decision.pk)}",
        "cells": cells,
        "day": decision.decided_on,
    }


def chosen(choices, question: Question, path: str) -> list[dict]:
    found = [{"title": f"{one['title']}：{one['chosen']}", "url": one["any_url"]} for one in choices if one["any_url"]]
    return [{"title": f"“{question.text}”", "url": question.url(path, q="")}, *found] if question.text else found


def scopes(scope: Scope, path: str) -> list[dict]:
    """On the province's portal: its own level, or all of the province."""
    if scope.portal.level != PortalLevel.PROVINCE:
        return []
    return [
        {"title": "本级", "url": path, "active": not scope.whole},
        {"title": "全省", "url": f"{path}?scope={WHOLE}", "active": scope.whole},
    ]


def kinds(scope: Scope) -> list[dict]:
    """The two tables beside one another."""
    return [
        {"title": kind.label, "url": with_parameters(list_path(kind), **scope.parameters), "active": kind == scope.kind}
        for kind in PLACES
    ]


def empty(question: Question, total: int) -> str:
    if total:
        return "这一页已经没有信息，请返回第一页。"
    if question.is_filtered:
        return "没有符合条件的信息。请减少条件，或检查有无错字；公示期满的信息不再展示。"
    return f"目前没有公示中的{question.scope.kind.label}信息。"


def pagination(question: Question, page, total: int, path: str) -> dict:
    return {
        "first_url": question.url(path),
        "previous_url": question.url(path, cursor=page.previous) if page.previous else None,
        "next_url": question.url(path, cursor=page.next) if page.next else None,
        "last_url": question.url(path, cursor=page.last) if page.last else None,
        "total": total,
    }
