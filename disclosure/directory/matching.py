"""The entries that a question asks for: page by page in the order of the lists, or all of them as a queryset."""

import heapq
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.db.models import F, Q

from disclosure.directory.counts import Found, keys
from disclosure.directory.items import items
from disclosure.directory.questions import Question
from disclosure.directory.searching import words_of
from disclosure.directory.shelf import Key
from disclosure.models import DirectoryEntry

SIZE = 20
FORM = re.compile(r"([ab])(-?[0-9]{1,17})\.([0-9]{1,18})")
LAST = "z"


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


@dataclass(frozen=True)
class Page:
    """`previous`, `next`, `last` are cursors, "" where there is none; `ahead`: how many stand before it."""

    rows: list[DirectoryEntry]
    previous: str = ""
    next: str = ""
    last: str = ""
    ahead: int = 0


def page_of(answers: list[Found], cursor: str, total: int, size: int = SIZE) -> Page:
    """Whatever is no cursor gives the first page. One query, which reads the rows by their keys."""
    if cursor == LAST and total:
        number = total % size or size
        chosen = list(islice(heapq.merge(*keys(answers, backwards=True)), number))[::-1]
    else:
        chosen = at_cursor(answers, cursor, size)
    if not chosen:
        return Page([])
    ahead = sum(newer(answer, chosen[0]).bit_count() for answer in answers) if cursor else 0
    more = ahead + len(chosen) < total
    return Page(
        read(chosen),
        cursor_at("b", chosen[0]) if ahead else "",
        cursor_at("a", chosen[-1]) if more else "",
        LAST if more else "",
        ahead,
    )


def at_cursor(answers: list[Found], cursor: str, size: int) -> list[Key]:
    match = FORM.fullmatch(cursor or "")
    if match is None:
        return newest(keys(answers), size)
    key = int(match[2]), int(match[3])
    if match[1] == "b":
        parts = (one.shelf.oldest_first(newer(one, key)) for one in answers)
        chosen = list(islice(heapq.merge(*parts), size))[::-1]
        # The first page is always a full one, whatever has come or gone since.
        return chosen if len(chosen) == size else newest(keys(answers), size)
    return newest((one.shelf.newest_first(older(one, key)) for one in answers), size)


def newest(parts: Iterable, size: int) -> list[Key]:
    return list(islice(heapq.merge(*parts, reverse=True), size))


def older(answer: Found, key: Key) -> int:
    return answer.bits & ((1 << answer.shelf.place(key)) - 1)


def newer(answer: Found, key: Key) -> int:
    start = answer.shelf.place(key) + answer.shelf.has(key)
    return answer.bits >> start << start


def cursor_at(side: str, key: Key) -> str:
    return f"{side}{key[0]}.{key[1]}"


def read(chosen: list[Key]) -> list[DirectoryEntry]:
    """What was withdrawn since the counts were taken is left out."""
    rows = DirectoryEntry.objects.in_bulk([page for _, page in chosen])
    return [row for _, page in chosen if (row := rows.get(page)) and row.listed]
