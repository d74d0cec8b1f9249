"""What was withdrawn and still stands in the index: the outbox knows it from the moment of the withdrawal on."""

from collections.abc import Iterable

from cms_core.models.search import Unindexed
from cms_core.search import sources

ROWS = 1000


def numbers() -> set[int]:
    """All of them, for engines that only the worker writes: none may be answered until it has followed."""
    return not_visible(waiting())


def waiting() -> list[int]:
    return list(Unindexed.objects.order_by("page_number").values_list("page_number", flat=True).distinct())


def not_visible(given: Iterable[int]) -> set[int]:
    """Those that the public may not see; a query for each thousand."""
    given = list(given)
    found = set(given)
    for start in range(0, len(given), ROWS):
        found -= sources.visible_among(given[start : start + ROWS])
    return found
