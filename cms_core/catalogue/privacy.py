"""Which pages are private by a mark of their own, as Wagtail's `Page.get_view_restrictions` sees it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from wagtail.models import Page, PageViewRestriction


def restricted() -> Exists:
    """As an annotation: a restriction stands on the page itself."""
    return Exists(PageViewRestriction.objects.filter(page=OuterRef("pk")))


@dataclass(frozen=True, slots=True)
class Mark:
    """A page, the page it is an alias of, and whether a restriction stands on it."""

    page_id: int
    alias_of_id: int | None
    restricted: bool


def marks(pages) -> list[Mark]:
    """The marks of a queryset of pages; one query."""
    rows = pages.annotate(restricted=restricted()).order_by().values_list("pk", "alias_of", "restricted")
    return [Mark(*row) for row in rows]


def private_among(given: Iterable[Mark]) -> set[int]:
    """Ids of the private pages among `given`: an alias is as private as its source, its own restriction is void."""
    return {page_id for page_id, source in sources(given).items() if source.restricted}


def restrictions_on(pages):
    """The restrictions that make any of a queryset of pages private; none there are cost one query in all."""
    restricted = {source.page_id for source in sources(marks(pages)).values() if source.restricted}
    return PageViewRestriction.objects.filter(page__in=restricted) if restricted else PageViewRestriction.objects.none()


def sources(given: Iterable[Mark]) -> dict[int, Mark]:
    """What each page is an alias of in the end, or itself, by the page's id; no query unless there are aliases."""
    given = list(given)
    known = {mark.page_id: mark for mark in given}
    while missing := {mark.alias_of_id for mark in known.values() if mark.alias_of_id} - known.keys():
        found = marks(Page.objects.filter(pk__in=missing))
        known.update((mark.page_id, mark) for mark in found)
        known.update((pk, Mark(pk, None, False)) for pk in missing - known.keys())
    return {mark.page_id: _source(mark, known) for mark in given}


def _source(mark: Mark, known: dict[int, Mark]) -> Mark:
    seen = set()
    while mark.alias_of_id and mark.page_id not in seen:
        seen.add(mark.page_id)
        mark = known[mark.alias_of_id]
    return mark
