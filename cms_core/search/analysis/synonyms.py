"""Synonyms: what else is looked for beside a part of a question; where the lists come from is the caller's business."""

from collections.abc import Callable, Iterable, Mapping

from cms_core.search.analysis.characters import fold

# Given the folded part, what else may stand in its place.
Synonyms = Callable[[str], Iterable[str]]
MAX_SYNONYMS = 8


def none(part: str) -> tuple:
    return ()


def from_groups(groups: Iterable[Iterable[str]]) -> Synonyms:
    """Groups of words that mean the same: 公积金 and 住房公积金. A part is replaced only as a whole."""
    table: dict[str, list[str]] = {}
    for group in groups:
        words = list(dict.fromkeys(word.strip() for word in group if word.strip()))
        for word in words:
            table.setdefault(fold(word), []).extend(other for other in words if other != word)
    return from_table(table)


def from_table(table: Mapping[str, list[str]]) -> Synonyms:
    return lambda part: table.get(part, ())[:MAX_SYNONYMS]
