"""The filters beside a list: bodies as a tree, categories, levels, themes, states, each with its count."""

from collections import Counter, defaultdict

from cms_core.models import Organisation
from cms_core.models.organisations import Level
from listings import industries
from listings.kinds import ListKind
from listings.public.questions import Question, section
from listings.states import ENDED, ItemState
from listings.values import MODELS
from listings.words.among import among

# Of more bodies than that, those above them are offered.
MOST_BODIES = 400
MOST_THEMES = 40


def facets(question: Question, counts: dict[str, dict], path: str) -> list[dict]:
    """Groups: title, name, choices (title, count, url, active, children), `any_url` where something is chosen."""
    found = [
        group(question, path, "body", "机构", body_choices(question, counts["organisation"], path)),
        group(question, path, "category", category_title(question.scope.kind), categories(question, counts, path)),
        group(question, path, "level", "事权层级", levels(question, counts["level"], path)),
        group(question, path, "theme", theme_title(question.scope.kind), themes(question, counts["theme"], path)),
        group(question, path, "state", "状态", states(question, path)),
    ]
    if question.scope.whole:
        found.insert(0, group(question, path, "listing", "地区和部门", lists(question, path)))
    return [one for one in found if one["choices"] and (len(one["choices"]) > 1 or one["any_url"])]


def group(question, path, name, title, choices) -> dict:
    chosen = question.parameters().get(name)
    return {
        "name": name,
        "title": title,
        "choices": choices,
        "any_url": question.url(path, **{name: ""}) if chosen else "",
        "chosen": next((one["title"] for one in flat(choices) if one["active"]), ""),
    }


def flat(choices):
    for one in choices:
        yield one
        yield from flat(one.get("children", ()))


def choice(question, path, title, count, active=False, children=(), **change) -> dict:
    return {
        "title": title,
        "count": count,
        "url": question.url(path, **change),
        "active": active,
        "children": list(children),
    }


def body_choices(question: Question, counts: dict[int, int], path: str) -> list[dict]:
    """Governments with their departments below them; one query, one more where there are too many for a page."""
    every, told = list(named(Organisation.objects.filter(among("pk", list(counts))))), counts
    bodies = every
    if len(every) > MOST_BODIES:
        bodies, counts = folded(every, counts)
    below: dict[str, list] = defaultdict(list)
    placed: list[str] = []
    for body in bodies:
        above = next((one for one in reversed(placed) if body.path.startswith(one)), "")
        below[above].append(body)
        placed.append(body.path)

    def tree(top: str) -> list[dict]:
        found = []
        for body in below[top]:
            children = tree(body.path)
            total = counts[body.pk] + sum(child["count"] for child in children)
            active = bool(question.body and question.body.pk == body.pk)
            found.append(choice(question, path, body.display_name, total, active, children, body=body.key))
        return found

    found = tree("")
    if question.body and question.body.pk not in counts:
        total = sum(told[body.pk] for body in every if body.path.startswith(question.body.path))
        found.insert(0, choice(question, path, question.body.display_name, total, True, body=question.body.key))
    return found


def named(bodies):
    return bodies.order_by("path").only("key", "name", "short_name", "path", "depth")


def folded(bodies: list[Organisation], counts: dict[int, int]) -> tuple[list[Organisation], dict[int, int]]:
    """As deep as there is room for; what is below counts for the body above it."""
    step = Organisation.steplen
    tops = [{body.path[: depth * step] for body in bodies} for depth in range(1, max(one.depth for one in bodies) + 1)]
    most = max((depth for depth, paths in enumerate(tops, 1) if len(paths) <= MOST_BODIES), default=1)
    sums = Counter()
    for body in bodies:
        sums[body.path[: most * step]] += counts[body.pk]
    above = list(named(Organisation.objects.filter(path__in=sums)))
    return above, {body.pk: sums[body.path] for body in above}


def lists(question: Question, path: str) -> list[dict]:
    """The lists of the province that may be seen; the counts of each are on its own page."""
    chosen = question.scope.listing
    found = []
    for listing in question.scope.lists.values():
        active = chosen is not None and chosen.pk == listing.pk
        found.append(
            choice(question, path, listing.portal.short_name, None, active, listing=listing.portal.key, body="")
        )
    return found


def category_title(kind: str) -> str:
    return str(MODELS[kind]._meta.get_field(MODELS[kind].CATEGORY).verbose_name)


def categories(question, counts, path) -> list[dict]:
    model = MODELS[question.scope.kind]
    labels = dict(model._meta.get_field(model.CATEGORY).flatchoices)
    there = counts["category"]
    return [
        choice(question, path, label, there.get(key, 0), key == question.category, category=key)
        for key, label in labels.items()
        if there.get(key) or key == question.category
    ]


def levels(question, counts, path) -> list[dict]:
    return [
        choice(question, path, Level(level).label, counts.get(level, 0), level == question.level, level=level)
        for level in Level.values
        if counts.get(level) or level == question.level
    ]


def theme_title(kind: str) -> str:
    return "行业" if kind == ListKind.NEGATIVE else "主题"


def themes(question, counts, path) -> list[dict]:
    if question.scope.kind == ListKind.NEGATIVE:
        return industry_choices(question, counts, path)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_THEMES]
    found = [choice(question, path, name, n, name == question.theme, theme=name) for name, n in ordered]
    if question.theme and not any(one["active"] for one in found):
        found.insert(
            0, choice(question, path, question.theme, counts.get(question.theme, 0), True, theme=question.theme)
        )
    return found


def industry_choices(question, counts: dict[str, int], path: str) -> list[dict]:
    """Sections (C 制造业) with the divisions below them (26 化学原料)."""
    names = industries.names()
    sections, divisions = Counter(), defaultdict(Counter)
    for code, number in counts.items():
        if code not in names:
            continue
        top = code if code.isalpha() else section(code)
        sections[top] += number
        if not code.isalpha():
            divisions[top][code[:2]] += number
    found = []
    for top, number in sorted(sections.items()):
        children = [
            choice(question, path, f"{code} {names[code]}", n, code == question.theme, theme=code)
            for code, n in sorted(divisions[top].items())
        ]
        found.append(choice(question, path, f"{top} {names[top]}", number, top == question.theme, children, theme=top))
    return found


def states(question, path) -> list[dict]:
    """Without counts: what has left the list is looked for on demand only."""
    choices = [("", "在清单上"), (ItemState.SUSPENDED, "已暂停"), *((state, state.label) for state in ENDED)]
    return [choice(question, path, label, None, question.state == state, state=state) for state, label in choices]
