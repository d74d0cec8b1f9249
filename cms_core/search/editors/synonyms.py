"""Synonyms in force for a portal: its own first, then those of all portals."""

from collections.abc import Iterable

from cms_core.models.search_synonyms import SynonymWord
from cms_core.search.analysis.characters import fold
from cms_core.search.analysis.synonyms import MAX_SYNONYMS, Synonyms, none
from cms_core.search.editors.kept import own_and_common, remembered


def of(portal_home_id: int | None) -> Synonyms:
    """One query, and one more after the words have changed."""
    return remembered("synonyms", portal_home_id, lambda: replacing(table_of(portal_home_id)), none)


def table_of(home_id: int | None) -> dict[str, list[str]]:
    """By folded word, what else is looked for."""
    rows = SynonymWord.objects.filter(own_and_common(home_id), group__enabled=True)
    rows = rows.values_list("home", "group", "group__one_way", "text").order_by("group", "order")
    groups: dict[tuple, list[str]] = {}
    for home, group, one_way, text in rows:
        groups.setdefault((home is None, group, one_way), []).append(text)
    table: dict[str, list[str]] = {}
    for (_, _, one_way), words in sorted(groups.items()):
        for word in words[:1] if one_way else words:
            table.setdefault(fold(word), []).extend(other for other in words if other != word)
    return table


def replacing(table: dict[str, list[str]]) -> Synonyms:
    """Words are replaced inside a part too: Chinese is asked without blanks, 公积金提取 and not 公积金 提取.

    The longest word counts where several begin: the 公积金 in 住房公积金 is none of its own.
    """
    lengths = sorted({len(word) for word in table}, reverse=True)

    def others(part: str) -> list[str]:
        found: list[str] = []
        for start, end in places(part, table, lengths):
            found += [part[:start] + fold(other) + part[end:] for other in table[part[start:end]]]
        return [one for one in dict.fromkeys(found) if one != part][:MAX_SYNONYMS]

    return others if table else none


def places(part: str, table, lengths: list[int]) -> Iterable[tuple[int, int]]:
    """Where words of the table stand in `part`, from the left, not overlapping."""
    start = 0
    while start < len(part):
        ends = (start + length for length in lengths if start + length <= len(part))
        end = next((end for end in ends if part[start:end] in table and whole(part, start, end)), None)
        if end is not None:
            yield start, end
        start = end or start + 1


def whole(part: str, start: int, end: int) -> bool:
    """Not the it in city."""
    return not (joined(part[start - 1 : start + 1]) or joined(part[end - 1 : end + 1]))


def joined(two: str) -> bool:
    return len(two) == 2 and two.isascii() and two.isalnum()
