"""The choices that narrow a search, how many results each has and the address it leads to; the chips of those made."""

from dataclasses import dataclass, field

from cms_core.search.found import Found
from cms_core.search.reading.choices import Choices
from cms_core.search.reading.labels import labels_of

# (the engine's facet, the parameter, its heading)
GROUPS = (
    ("portal", "portal", "站点"),
    ("kind", "kind", "类型"),
    ("year", "year", "年份"),
    ("organisation", "issuer", "发文机关"),
    ("theme", "theme", "主题分类"),
    ("validity", "validity", "效力"),
)
# So many are offered, the commonest; those after the first few only when asked for.
MOST, SHOWN = 30, 6


@dataclass(frozen=True)
class Choice:
    title: str
    count: int
    url: str
    active: bool = False


@dataclass(frozen=True)
class Facet:
    """`widest` is the address without a choice, "" where there is none."""

    name: str
    title: str
    choices: list[Choice]
    more: list[Choice] = field(default_factory=list)
    widest: str = ""


@dataclass(frozen=True)
class Chip:
    """A choice that was made, and the address without it."""

    title: str
    label: str
    url: str


def facets_of(choices: Choices, found: Found, scope: str, beside: dict) -> tuple[list[Facet], list[Chip]]:
    """Two queries at most. A facet without a choice to make is left out. `beside` are the counts of a facet as they
    were without what is chosen of it."""
    facets, chips = [], []
    for facet, name, title in GROUPS:
        if facet == "portal" and scope != "all" and not choices.portal:
            continue
        chosen = getattr(choices, name) or None
        own = found.facets.get(facet, {})
        counts = dict(list(own.items())[:MOST])
        if chosen is not None:
            counts = dict(list(beside.get(facet, {}).items())[:MOST]) | {chosen: own.get(chosen, 0)}
        labels = labels_of(facet, counts)
        offered = [
            Choice(labels[value], count, choices.but(**{name: value}).address(), value == chosen)
            for value, count in ordered(facet, counts)
            if value in labels
        ]
        widest = choices.without(name).address() if chosen is not None else ""
        if chosen is not None:
            chips.append(Chip(title, labels.get(chosen, "未知"), widest))
        if widest or len(offered) > 1:
            shown = offered[:SHOWN] + [choice for choice in offered[SHOWN:] if choice.active]
            more = [choice for choice in offered[SHOWN:] if not choice.active]
            facets.append(Facet(name, title, shown, more, widest))
    if days := day_range(choices):
        chips.append(Chip("日期", days, choices.without("since", "until").address()))
    return facets, chips


def ordered(facet: str, counts: dict):
    """Years newest first, all others as the engine counted them, the commonest first."""
    return sorted(counts.items(), reverse=True) if facet == "year" else counts.items()


def day_range(choices: Choices) -> str:
    if choices.since and choices.until:
        return f"{choices.since} 至 {choices.until}"
    if choices.since:
        return f"{choices.since} 以后"
    return f"{choices.until} 以前" if choices.until else ""
