"""The rows of a list that a question asks for, and how many there are by each of the four dimensions.

What the kept counts know is read from them. A search, or a state that is not on the list any more, is counted from the
narrow table, each row of the list once at most.
"""

from collections import Counter

from django.db.models import QuerySet

from listings import counts
from listings.models import Listed
from listings.public.questions import Question
from listings.words.among import FEW, among

OF_ROWS = {"organisation": "organisation_id", "category": "category", "level": "level", "theme": "theme"}


def matching(question: Question, *, filtered: bool = True):
    """Rows of `Listed` on the day; without `filtered` those that only the search, the state and the scope narrow."""
    rows = rows_of(question)
    rows = rows.filter(state=question.state) if question.state else rows.current()
    if not filtered:
        return rows
    if question.body:
        top = question.body.path
        rows = rows.filter(place__range=(top, top + question.body.alphabet[-1] * question.body.steplen))
    if question.category:
        rows = rows.filter(category=question.category)
    if question.level:
        rows = rows.filter(level=question.level)
    if question.theme:
        themes = question.themes
        rows = rows.filter(theme__in=themes) if isinstance(themes, list) else rows.filter(theme=themes)
    return rows


def rows_of(question: Question):
    """On the day. Of a search the items are told; where they are few, nothing else must look like a shorter way."""
    rows, scope = Listed.objects.on(question.day.day), question.scope
    if not question.terms:
        return scope.rows(rows)
    found = rows.filter(among("item", question.items))
    return scope.part(found) if len(question.items) <= FEW else scope.rows(found)


def facets_of(question: Question) -> tuple[dict[str, dict], int, QuerySet]:
    """({name: {value: count}}, how many the whole question finds, their rows); one query, one more below a body."""
    if not question.is_plain:
        return facets_of_rows(question)
    return *facets_kept(question), matching(question)


def facets_kept(question: Question) -> tuple[dict[str, dict], int]:
    filters = question.filters()
    found = counts.facets(question.scope.kind, question.scope.counted, question.day.day, filters)
    if not filters.get("organisation"):
        return found, sum(found["organisation"].values())
    wanted = set(filters["organisation"])
    if question.scope.body:
        # A department's own portal: no other body is told of.
        found["organisation"] = {key: n for key, n in found["organisation"].items() if key in question.scope.bodies}
    return found, sum(number for body, number in found["organisation"].items() if body in wanted)


def facets_of_rows(question: Question) -> tuple[dict[str, dict], int, QuerySet]:
    """Each of the four is counted among the rows that all other filters let through.

    Few items are known by then: a page looks for each of them, and not through the whole list once more.
    """
    filters = question.filters()
    rows = list(matching(question, filtered=False).order_by().values_list(*OF_ROWS.values(), "item_id"))
    found = {}
    for place, name in enumerate(OF_ROWS):
        others = {key: wanted for key, wanted in filters.items() if key != name}
        counted = Counter(row[place] for row in narrowed(rows, others))
        found[name] = {value: number for value, number in counted.items() if value}
    items = [item for *_, item in narrowed(rows, filters)]
    if len(items) > FEW:
        return found, len(items), matching(question)
    return found, len(items), Listed.objects.on(question.day.day).filter(among("item", items))


def narrowed(rows: list[tuple], filters: dict) -> list[tuple]:
    for place, name in enumerate(OF_ROWS):
        if name in filters:
            rows = [row for row in rows if meets(row[place], filters[name])]
    return rows


def meets(value, wanted) -> bool:
    return value in wanted if isinstance(wanted, set | list) else value == wanted
