"""What is harvested, in the order of its changes: rows of the directory, and what has left the scope or the set.

Keyed by moment of change and page, with a limit: a page of a harvest of 200,000 records costs what the first one does.
"""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from disclosure.exports.oai.errors import IdDoesNotExist, NoRecordsMatch
from disclosure.exports.oai.moments import bound, microseconds, within
from disclosure.exports.oai.sets import Chosen, chosen
from disclosure.exports.oai.tokens import Token
from disclosure.models import DirectoryDeparture, DirectoryEntry
from sites.models import PortalLevel

SIZE = 200


@dataclass(frozen=True)
class Slice:
    """What a host gives: the province all, every other portal what answers on its host."""

    portal: object

    @property
    def sites(self) -> list[int] | None:
        return None if self.portal.level == PortalLevel.PROVINCE else [self.portal.home_id]

    def of(self, rows):
        return rows if self.sites is None else rows.filter(site_number__in=self.sites)


@dataclass(frozen=True)
class Record:
    """`row` is None where only its header may be told: it is deleted."""

    page: int
    moment: datetime
    place: DirectoryEntry | DirectoryDeparture
    row: DirectoryEntry | None

    @property
    def key(self) -> tuple[int, int]:
        return microseconds(self.moment), self.page


def rows_of(slice_: Slice, of: Chosen):
    """Listed or not: what is not listed any more is a deleted record."""
    return of.of(slice_.of(DirectoryEntry.objects.order_by()))


def left_of(slice_: Slice, of: Chosen):
    """None where nothing can leave: the whole province without a set."""
    if slice_.sites is None and of.is_whole:
        return None
    there = rows_of(slice_, of).filter(pk=OuterRef("page_number"))
    return of.of(slice_.of(DirectoryDeparture.objects.order_by())).filter(~Exists(there))


def of_row(row: DirectoryEntry) -> Record:
    return Record(row.pk, row.changed_at, row, row if row.listed else None)


def of_departure(left: DirectoryDeparture) -> Record:
    return Record(left.page_number, left.left_at, left, None)


def page_of(slice_: Slice, token: Token) -> tuple[list[Record], Token | None]:
    """A page and the token of the next, None after the last one. Raises NoRecordsMatch."""
    of, given = chosen(token.set), token.given
    rows, left = rows_of(slice_, of), left_of(slice_, of)
    period = bound("from", token.start), bound("until", token.end)
    rows = rows.filter(**within("changed_at", *period))
    left = None if left is None else left.filter(**within("left_at", *period))
    if token.after is None:
        token = replace(token, total=rows.count() + (left.count() if left is not None else 0))
    parts = [some(rows, "changed_at", of_row, token)]
    if left is not None:
        parts.append(some(left, "left_at", of_departure, token))
    found = once(heapq.merge(*parts, key=lambda record: record.key))
    shown = found[:SIZE]
    if not shown:
        return again(rows, token) if given else nothing(), None
    more = len(found) > SIZE
    return shown, token.following(shown[-1].key, len(shown)) if more else None


def some(rows, field: str, made, token: Token) -> list[Record]:
    """The first rows after the key of the token; one query."""
    if token.after:
        moment, page = token.moment, token.after[1]
        rows = rows.filter(
            Q(**{f"{field}__gt": moment}) | Q(**{field: moment, "page_number__gt": page}), **{f"{field}__gte": moment}
        )
    return [made(row) for row in rows.order_by(field, "page_number")[: SIZE + 1]]


def nothing():
    raise NoRecordsMatch("没有符合条件的记录。")


def again(rows, token: Token) -> list[Record]:
    """All that was to come went out of the period meanwhile. An answer has a record at least: one that was given."""
    row = rows.filter(changed_at__lte=token.moment).order_by("-changed_at", "-page_number").first()
    return [of_row(row)] if row else nothing()


def once(records: Iterable[Record]) -> list[Record]:
    """A page that left two places of the scope at one moment is told once."""
    found: list[Record] = []
    for record in records:
        if not found or found[-1].key != record.key:
            found.append(record)
    return found


def record_of(slice_: Slice, page: int) -> Record:
    """Raises IdDoesNotExist."""
    row = rows_of(slice_, Chosen()).filter(pk=page).first()
    if row is not None:
        return of_row(row)
    left = slice_.of(DirectoryDeparture.objects.filter(page_number=page)).order_by("-left_at").first()
    if left is None or slice_.sites is None:
        raise IdDoesNotExist("没有这个标识符的记录。")
    return of_departure(left)


def earliest(slice_: Slice) -> datetime | None:
    """One query for rows, one for what has left."""
    moments = []
    for rows, field in ((DirectoryEntry.objects, "changed_at"), (DirectoryDeparture.objects, "left_at")):
        found = slice_.of(rows.order_by(field, "page_number")).values_list(field, flat=True).first()
        moments += [found] if found else []
    return min(moments, default=None)
