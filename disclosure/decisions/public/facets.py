"""The choices beside a list, with how many each would give."""

from cms_core.models import Organisation
from disclosure.decisions.kinds import DecisionKind
from disclosure.decisions.public.questions import Question, categories_of

MOST = 60


def groups(question: Question, path: str) -> list[dict]:
    """As `lists/filter.html` shows them. Two queries at most."""
    found = [years(question, path), categories(question, path)]
    if question.scope.whole:
        found.insert(0, bodies(question, path, "area", "地区"))
    if not question.scope.whole or question.area:
        found.insert(1 if question.scope.whole else 0, bodies(question, path, "body", "决定机关"))
    return [group for group in found if len(group["choices"]) > 1 or group["any_url"]]


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


def years(question: Question, path: str) -> dict:
    counts = question.counts.by["year"]
    return group(
        question, path, "year", "年度", [(year, f"{year}年", counts[year]) for year in sorted(counts, reverse=True)]
    )


def categories(question: Question, path: str) -> dict:
    counts, kind = question.counts.by["category"], question.scope.kind
    known = [(value, label, counts[value]) for value, label in categories_of(kind).choices]
    title = "许可类别" if kind == DecisionKind.LICENCE else "处罚类别"
    return group(question, path, "category", title, [one for one in known if one[2]])


def bodies(question: Question, path: str, name: str, title: str) -> dict:
    """In the order of the directory of bodies; one query."""
    counts = question.counts.by[name]
    rows = Organisation.objects.filter(pk__in=counts).order_by("path").values_list("pk", "key", "short_name", "name")
    return group(question, path, name, title, [(key, short or full, counts[pk]) for pk, key, short, full in rows])
