"""The entries that a question asks for: page by page in the order of the lists, or all of them as a queryset."""

from typing import NamedTuple

from django.db.models import F, Q

from disclosure.directory.counts import Found
from disclosure.directory.items import items
from disclosure.directory.questions import Question
from disclosure.models import DirectoryEntry
from disclosure.shelves import pages
from disclosure.shelves.counting import answers_of
from disclosure.shelves.pages import LAST, SIZE, cursor_at
from disclosure.shelves.shelf import Key
from disclosure.shelves.words import words_of

__all__ = ["LAST", "SIZE", "Page", "cursor_at", "matching", "page_of"]


def matching(question: Question):
    """A queryset of `DirectoryEntry`, for files and harvesters: in no order; read it by pk or `changed_at`."""
    found = question.scope.rows(DirectoryEntry.objects.all()).order_by()
    if question.body:
        found = found.filter(organisation_number__in=question.bodies)
    if question.item:
        bit = items()[question.item].bit
        found = found.annotate(of_item=F("items").bitand(bit)).filter(of_item__gt=0)
    if question.theme:
        found = found.filter(Q(theme=question.theme) | Q(theme__startswith=f"{question.theme}/"))
    for name in ("genre", "year", "validity"):
        if value := getattr(question, name):
            found = found.filter(**{name: value})
    for word in words_of(question.text):
        found = found.filter(words__contains=word)
    return found


class Page(NamedTuple):
    """As `shelves.pages.Chosen`, with the rows themselves."""

    rows: list[DirectoryEntry]
    previous: str = ""
    next: str = ""
    last: str = ""
    ahead: int = 0


def page_of(found: list[Found], cursor: str, total: int, size: int = SIZE) -> Page:
    """Whatever is no cursor gives the first page. One query, which reads the rows by their keys."""
    chosen, *rest = pages.page_of(answers_of(found), cursor, total, size)
    return Page(read(chosen) if chosen else [], *rest)


def read(chosen: list[Key]) -> list[DirectoryEntry]:
    """What was withdrawn since the counts were taken is left out."""
    rows = DirectoryEntry.objects.in_bulk([page for _, page in chosen])
    return [row for _, page in chosen if (row := rows.get(page)) and row.listed]
