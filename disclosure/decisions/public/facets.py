"""The choices beside a list, with how many each would give; four queries at most."""

from collections import Counter

from django.db.models import Count

from disclosure.decisions.kinds import DecisionKind, unpacked
from disclosure.decisions.public.questions import Question, categories_of

MOST = 60


def groups(question: Question, path: str) -> tuple[list[dict], int]:
    """(groups as `lists/filter.html` shows them, how many decisions match)."""
    years, total = years_of(question, path)
    found = [years, categories(question, path)]
    if question.scope.whole:
        found.insert(0, bodies(question, path, "area", "government", "地区"))
    if not question.scope.whole or question.area:
        found.insert(1 if question.scope.whole else 0, bodies(question, path, "body", "organisation", "决定机关"))
    return [group for group in found if len(group["choices"]) > 1 or group["any_url"]], total


def group(question: Question, path: str, name: str, title: str, choices) -> dict:
    """`choices`: (value, label, count)."""
    chosen = getattr(question, name)
    labels = {str(value): label for value, label, _ in choices}
    return {
        "name": name,
        "title": title,
        "chosen": labels.get(chosen, chosen),
        "any_url": question.url(path, **cleared(name)) if chosen else "",
        "choices": [
            {
                "title": label,
                "count": count,
                "url": question.url(path, **{**cleared(name), name: str(value)}),
                "active": str(value) == chosen,
            }
            for value, label, count in choices[:MOST]
        ],
    }


def cleared(name: str) -> dict:
    """Bodies belong to an area: another area leaves the body behind."""
    return {"area": "", "body": ""} if name == "area" else {name: ""}


def years_of(question: Question, path: str) -> tuple[dict, int]:
    rows = question.rows(without="year").order_by().values_list("decided_on__year").annotate(count=Count("pk"))
    counts = dict(rows)
    choices = [(year, f"{year}年", counts[year]) for year in sorted(counts, reverse=True)]
    total = counts.get(int(question.year), 0) if question.year else sum(counts.values())
    return group(question, path, "year", "年度", choices), total


def categories(question: Question, path: str) -> dict:
    rows = question.rows(without="category").order_by().values_list("category").annotate(count=Count("pk"))
    counts = Counter()
    for category, count in rows:
        for one in [category] if question.scope.kind == DecisionKind.LICENCE else unpacked(category):
            counts[one] += count
    known = [(value, label, counts[value]) for value, label in categories_of(question.scope.kind).choices]
    title = "许可类别" if question.scope.kind == DecisionKind.LICENCE else "处罚类别"
    return group(question, path, "category", title, [one for one in known if one[2]])


def bodies(question: Question, path: str, name: str, column: str, title: str) -> dict:
    rows = question.rows(without=name).order_by(f"{column}__path")
    rows = rows.values_list(f"{column}__key", f"{column}__short_name", f"{column}__name").annotate(count=Count("pk"))
    return group(question, path, name, title, [(key, short or full, count) for key, short, full, count in rows])
