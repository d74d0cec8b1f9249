"""The choices above the list, each with its count under all others; bodies and themes summed up over their trees."""

from collections import Counter

from cms_core.models import Organisation
from cms_core.models.validity import Validity
from cms_core.taxonomies.genres import genres
from cms_core.taxonomies.themes import themes
from disclosure.directory.bodies import Body, bodies_with
from disclosure.directory.counts import Counts
from disclosure.directory.items import items
from disclosure.directory.questions import Question

# What stands in a row before the rest is folded away.
SHOWN = 8


def facet_rows(question: Question, counts: Counts, path: str, bodies: "Bodies") -> list[dict]:
    """Rows: name, title, any_url, `any` (nothing is chosen), choices (title, count, url, active), `more`, `trail`.

    `more` are choices that are folded away, `trail` those above the chosen one.
    """
    by = counts.by
    rows = [
        body_row(question, bodies, path),
        row(question, path, "item", "公开事项", [(n, item.short, by["item"][n]) for n, item in items().items()]),
        theme_row(question, by["theme"], path),
        row(question, path, "genre", "体裁", [(name, name, by["genre"][name]) for name in genres()]),
        row(
            question,
            path,
            "year",
            "年份",
            [(year, str(year), by["year"][year]) for year in years(question, by["year"])],
        ),
        row(question, path, "validity", "效力", [(v.value, v.label, by["validity"][v.value]) for v in Validity]),
    ]
    return [one for one in rows if len(one["choices"]) + len(one["more"]) > 1 or one["chosen"] or one["trail"]]


def years(question: Question, numbers: Counter) -> list[int]:
    """The newest first; the chosen one also where nothing is left of it, or nobody would see why the list is empty."""
    return sorted({*numbers, *filter(None, [question.year])}, reverse=True)


def row(question, path, name, title, values, *, trail=()) -> dict:
    """`values` are (value, label, number); what is empty is left out unless it is chosen."""
    chosen = getattr(question, name)
    chosen = chosen.key if name == "body" and chosen else chosen
    found = [
        {"title": label, "count": number, "url": question.url(path, **{name: value}), "active": value == chosen}
        for value, label, number in values
        if number or value == chosen
    ]
    # What is chosen stays in sight.
    first = found[:SHOWN]
    rest = [one for one in found[SHOWN:] if not one["active"]]
    first += [one for one in found[SHOWN:] if one["active"]]
    return {
        "name": name,
        "title": title,
        "any_url": question.url(path, **{name: ""}),
        "any": not chosen,
        "chosen": next((one["title"] for one in found if one["active"]), ""),
        "trail": list(trail),
        "choices": first,
        "more": rest,
    }


def theme_row(question, numbers: Counter, path) -> dict:
    """First levels; of a chosen one its second levels."""
    first, _, second = question.theme.partition("/")
    if not first:
        return row(question, path, "theme", "主题", [(name, name, numbers[name]) for name in themes()])
    trail = [{"title": first, "url": question.url(path, theme=first), "active": not second, "count": numbers[first]}]
    values = [(f"{first}/{child}", child, numbers[f"{first}/{child}"]) for child in themes()[first]]
    return row(question, path, "theme", "主题", values, trail=trail)


def body_row(question, tree: "Bodies", path) -> dict:
    """The bodies one step below the chosen one; without any the first step at which the tree divides."""
    at = question.body.path if question.body else tree.dividing()
    # A county's directory does not begin with the province, of which it shows nothing.
    own = "" if question.scope.sites is None else question.scope.of.organisation.path
    trail = [
        {
            "title": body.display_name,
            "url": question.url(path, body=body.key),
            "active": bool(question.body and body.pk == question.body.pk),
            "count": tree.sums[body.path],
        }
        for body in tree.above(at)
        if body.pk == getattr(question.body, "pk", 0) or body.path == own or not own.startswith(body.path)
    ]
    below = tree.below(at) if question.body else tree.beside(at, own)
    values = [(body.key, body.display_name, tree.sums[body.path]) for body in below]
    return row(question, path, "body", "机构", values, trail=trail)


class Bodies:
    """The tree of the bodies that disclose, with those above them. Two queries, the first of them the question's."""

    def __init__(self, numbers: Counter, question: Question):
        own = [body for body in question.disclosing if numbers[body.pk]]
        known = {body.path: body for body in [*own, *([question.body] if question.body else [])]}
        step = Organisation.steplen
        missing = {path[:end] for path in known for end in range(step, len(path), step)} - known.keys()
        if missing:
            known |= {body.path: body for body in bodies_with(path__in=missing)}
        self.known, self.sums = known, Counter()
        self.names = {body.pk: body.name for body in own}
        for body in own:
            for end in range(step, len(body.path) + 1, step):
                self.sums[body.path[:end]] += numbers[body.pk]

    def below(self, path: str) -> list[Body]:
        """Governments first: from the province down to the town."""
        length = len(path) + Organisation.steplen
        found = [body for at, body in self.known.items() if len(at) == length and at.startswith(path)]
        return sorted(found, key=lambda body: (body.kind != "government", body.path))

    def beside(self, path: str, own: str) -> list[Body]:
        """As `below`, with the portal's own government, first, for those above it: they would stand for nearly all."""
        step, found = Organisation.steplen, []
        while own in self.known and own != path and own.startswith(path):
            found += [body for body in self.below(path) if not own.startswith(body.path)]
            path = own[: len(path) + step]
        return [self.known[own], *found] if found else self.below(path)

    def above(self, path: str) -> list[Body]:
        step = Organisation.steplen
        return [self.known[path[:end]] for end in range(step, len(path) + 1, step) if path[:end] in self.known]

    def dividing(self) -> str:
        at = ""
        while len(children := self.below(at)) == 1 and self.below(children[0].path):
            at = children[0].path
        return at
