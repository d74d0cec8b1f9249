"""Which pages are private by a mark of their own, as Wagtail's `Page.get_view_restrictions` sees it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from wagtail.models import Page, PageViewRestriction

RESTRICTED = Exists(PageViewRestriction.objects.filter(page=OuterRef("pk")))


@dataclass(frozen=True, slots=True)
class Mark:
    """A page, the page it is an alias of, and whether a restriction stands on it."""

    page_id: int
    alias_of_id: int | None
    restricted: bool


def marks(pages) -> list[Mark]:
    """The marks of a queryset of pages; one query."""
    return [Mark(*row) for row in pages.annotate(restricted=RESTRICTED).values_list("pk", "alias_of_id", "restricted")]


def private_among(given: Iterable[Mark]) -> set[int]:
    """Ids of the private pages among `given`.

    An alias is as private as its source and a restriction on itself does not count; no query unless there are aliases.
    """
    given = list(given)
    known = {mark.page_id: mark for mark in given}
    while missing := {mark.alias_of_id for mark in known.values() if mark.alias_of_id} - known.keys():
        found = marks(Page.objects.filter(pk__in=missing))
        known.update((mark.page_id, mark) for mark in found)
        known.update((pk, Mark(pk, None, False)) for pk in missing - known.keys())
    return {mark.page_id for mark in given if _source(mark, known).restricted}


def _source(mark: Mark, known: dict[int, Mark]) -> Mark:
    seen = set()
    while mark.alias_of_id and mark.page_id not in seen:
        seen.add(mark.page_id)
        mark = known[mark.alias_of_id]
    return mark
