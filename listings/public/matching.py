"""The rows of a list that a question asks for, and how many there are by each of the four dimensions.

What the kept counts know is read from them. A search, or a state that is not on the list any more, is counted from the
narrow table in one statement that reads each row of the list at most once.
"""

from collections import Counter

from django.db.models import Count, Q

from listings import counts
from listings.kinds import ListKind
from listings.models import Listed
from listings.public.questions import Question
from listings.values import MODELS

# Where each list says what it rests on.
BASES = {
    ListKind.POWER: ("legal_basis",),
    ListKind.RESPONSIBILITY: ("legal_basis", "responsibility_basis", "boundary_basis"),
    ListKind.NEGATIVE: ("basis",),
    ListKind.FUND: ("legal_basis", "rules"),
    ListKind.BASIC: ("legal_basis",),
}
OF_ROWS = {"organisation": "organisation_id", "category": "category", "level": "level", "theme": "theme"}


def matching(question: Question, *, filtered: bool = True):
    """Rows of `Listed` on the day; without `filtered` those that only the search, the state and the scope narrow."""
    rows = question.scope.rows(Listed.objects.on(question.day.day))
    rows = rows.filter(state=question.state) if question.state else rows.current()
    for term in question.terms:
        rows = rows.filter(said(question, term))
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


def said(question: Question, term: str) -> Q:
    """In the name, the code, or the basis as it is on that day."""
    basis = Q()
    for name in BASES[question.scope.kind]:
        basis |= Q(**{f"{name}__icontains": term})
    versions = MODELS[question.scope.kind].objects.on(question.day.day).filter(basis)
    if question.scope.listing:
        versions = versions.filter(listing=question.scope.listing)
    return Q(name__icontains=term) | Q(code__icontains=term) | Q(item__in=versions.values("item"))


def facets_of(question: Question) -> tuple[dict[str, dict], int]:
    """({name: {value: count}}, how many the whole question finds); one query, one more below a body."""
    filters = question.filters()
    if question.is_plain:
        found = counts.facets(question.scope.kind, question.scope.counted, question.day.day, filters)
        if not filters.get("organisation"):
            return found, sum(found["organisation"].values())
        wanted = set(filters["organisation"])
        if question.scope.body:
            # A department's own portal: no other body is told of.
            found["organisation"] = {key: n for key, n in found["organisation"].items() if key in question.scope.bodies}
        return found, sum(number for body, number in found["organisation"].items() if body in wanted)
    return facets_of_rows(question, filters)


def facets_of_rows(question: Question, filters: dict) -> tuple[dict[str, dict], int]:
    rows = matching(question, filtered=False).order_by().values_list(*OF_ROWS.values()).annotate(Count("pk"))
    found = {name: Counter() for name in OF_ROWS}
    total = 0
    for *place, number in rows:
        values = dict(zip(OF_ROWS, place, strict=True))
        failed = [name for name, wanted in filters.items() if not meets(values[name], wanted)]
        total += 0 if failed else number
        for name in OF_ROWS:
            if values[name] and all(other == name for other in failed):
                found[name][values[name]] += number
    return {name: dict(counter) for name, counter in found.items()}, total


def meets(value, wanted) -> bool:
    return value in wanted if isinstance(wanted, list) else value == wanted
