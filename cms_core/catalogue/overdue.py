"""Columns whose update term has passed: 栏目不更新 in the inspection rules (国办秘函〔2019〕19号, V3 and V4)."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast, Length
from django.utils import timezone
from wagtail.models import Page

from cms_core.catalogue.columns import NO_BODY
from cms_core.catalogue.kept import conditions
from cms_core.catalogue.kinds import PATH_LENGTH
from cms_core.models import ColumnPage, Entry, TopicPage
from cms_core.models.pages.column import ListStyle

STEP = 4  # treebeard writes four characters of path for each level
# Of more portals than this all columns are read: each range is one more OR in the query.
RANGES = 50
AT_ONCE = 5000
OF_COLUMN = Entry.objects.visible().filter(column=OuterRef("pk")).newest()
FACTS = {"newest": Subquery(OF_COLUMN.values("published_at")[:1]), "size": Length(Cast("body", TextField()))}
FIELDS = ("pk", "title", "path", "blueprint_key", "update_days", "list_style", "last_published_at", *FACTS)
TOPIC_MOMENTS = ("last_published_at", "newest")


@dataclass(frozen=True, slots=True)
class ColumnAge:
    """`days` since the newest visible entry in the column or below it; None when there never was one.

    `limit` is the column's update term in days, None where it has none.
    """

    id: int
    title: str
    path: str
    limit: int | None
    newest: datetime.date | None
    days: int | None
    key: str = ""

    @property
    def is_overdue(self) -> bool:
        return self.limit is not None and (self.days is None or self.days > self.limit)


def overdue_columns(homes: Iterable, today: datetime.date) -> list[ColumnAge]:
    """Overdue columns of the portals with these home pages, empty and longest silent first, in three queries.

    A column that never had an entry because a room above keeps what it shows, as the lists do, is not empty, nor is one
    above it; that room tells its editors what is due.
    """
    ages = ages_of_columns(homes, today)
    held = newest_below((path, True) for path in holding_more([age for age in ages if age.days is None]))
    overdue = [column for column in ages if column.is_overdue and not (column.days is None and column.path in held)]
    overdue.sort(key=lambda column: math.inf if column.days is None else column.days, reverse=True)
    return overdue


def holding_more(columns: list[ColumnAge]) -> list[str]:
    """Paths of those that hold something else than entries; a query for each `AT_ONCE` columns."""
    rooms = [Q(each) for each in conditions()]
    found = []
    for start in range(0, len(columns) if rooms else 0, AT_ONCE):
        some = Page.objects.filter(pk__in=[column.id for column in columns[start : start + AT_ONCE]])
        found += some.filter(reduce(or_, rooms)).values_list("path", flat=True)
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """A live column or topic, and when it itself, without those below it, last got something that the public sees.

    `text` is when a single page was last published.
    """

    id: int
    path: str
    newest: datetime.datetime | None
    text: datetime.datetime | None = None


def ages_of_columns(homes: Iterable, today: datetime.date) -> list[ColumnAge]:
    """How old the newest of every live column of these portals is, in the order of the tree; two queries.

    Only what the public sees counts (section 2.5, rule 2): drafts and withdrawn pages do not make a column fresh. A
    single page is as fresh as its text, and topics are what a column of topics holds. Neither query reads the pages of
    other portals or more than one entry a column: the dashboard asks at every login.
    """
    return ages_and_places(homes, today)[0]


def ages_and_places(homes: Iterable, today: datetime.date) -> tuple[list[ColumnAge], list[Place]]:
    """The same, and what they are made of."""
    homes = {home.path for home in homes}
    columns = list(live_below(ColumnPage, homes, FACTS, FIELDS))
    topics = live_below(TopicPage, homes, {"newest": FACTS["newest"]}, ("pk", "title", "path", *TOPIC_MOMENTS))
    places = [Place(pk, path, latest(*moments)) for pk, _title, path, *moments in topics]
    for pk, _title, path, _key, _limit, style, published, newest, size in columns:
        own = published if style == ListStyle.SINGLE and size > NO_BODY else None
        places.append(Place(pk, path, latest(newest, own), own))
    freshest = newest_below((place.path, place.newest) for place in places if place.newest)
    ages = []
    for pk, title, path, key, limit, *_rest in columns:
        last = timezone.localtime(freshest[path]).date() if path in freshest else None
        ages.append(ColumnAge(pk, title, path, limit, last, (today - last).days if last else None, key))
    return ages, places


def latest(*moments) -> datetime.datetime | None:
    return max(filter(None, moments), default=None)


def live_below(model, places: set[str], facts, fields):
    """Rows of the live pages of this type at or below these tree paths; one query."""
    if not places:
        return
    pages = model.objects.filter(live=True)
    if len(places) <= RANGES:
        pages = pages.filter(reduce(or_, (Q(path__range=(path, path.ljust(PATH_LENGTH, "Z"))) for path in places)))
    for row in pages.annotate(**facts).order_by("path").values_list(*fields):
        if any(row[2][:end] in places for end in range(STEP, len(row[2]) + 1, STEP)):
            yield row


def newest_below(moments) -> dict:
    """The newest moment (or greatest other value) at or below each path."""
    found: dict = {}
    for path, moment in moments:
        for end in range(len(path), 0, -STEP):
            prefix = path[:end]
            if prefix not in found or found[prefix] < moment:
                found[prefix] = moment
    return found
