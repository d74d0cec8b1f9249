"""Columns whose update term has passed: 栏目不更新 in the inspection rules (国办秘函〔2019〕19号, V3 and V4)."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone

from cms_core.models import ColumnPage, Entry, TopicPage
from cms_core.models.pages.column import ListStyle

STEP = 4  # treebeard writes four characters of path for each level


@dataclass(frozen=True, slots=True)
class OverdueColumn:
    """`days` since the newest visible entry in the column or below it; None when there never was one."""

    id: int
    title: str
    path: str
    limit: int
    newest: datetime.date | None
    days: int | None


def overdue_columns(homes: Iterable, today: datetime.date) -> list[OverdueColumn]:
    """Overdue columns of the portals with these home pages, empty and longest silent first, in four queries.

    Only what the public sees counts (section 2.5, rule 2): drafts and withdrawn pages do not make a column fresh. A
    single page is as fresh as its text, and topics are what a column of topics holds.
    """
    homes = list(homes)
    columns = [
        row
        for row in ColumnPage.objects.filter(live=True).values_list("pk", "title", "path", "update_days")
        if any(row[2].startswith(home.path) for home in homes)
    ]
    newest = dict(
        Entry.objects.visible()
        .filter(site_home__in=[home.pk for home in homes])
        .order_by()
        .values_list("column")
        .annotate(newest=Max("published_at"))
    )
    fresh = [(path, newest[pk]) for pk, _title, path, _days in columns if pk in newest]
    freshest = newest_below([*fresh, *single_pages(), *topics()])
    overdue = []
    for pk, title, path, limit in columns:
        if limit is None:
            continue
        last = timezone.localtime(freshest[path]).date() if path in freshest else None
        days = (today - last).days if last else None
        if days is None or days > limit:
            overdue.append(OverdueColumn(pk, title, path, limit, last, days))
    overdue.sort(key=lambda column: math.inf if column.days is None else column.days, reverse=True)
    return overdue


def single_pages():
    """(path, moment) of the columns that are one page, if there is anything on it."""
    rows = ColumnPage.objects.filter(live=True, list_style=ListStyle.SINGLE, last_published_at__isnull=False)
    return [(path, moment) for path, moment, body in rows.values_list("path", "last_published_at", "body") if body]


def topics():
    return TopicPage.objects.filter(live=True, last_published_at__isnull=False).values_list("path", "last_published_at")


def newest_below(moments) -> dict[str, datetime.datetime]:
    """The newest moment at or below each path."""
    found: dict[str, datetime.datetime] = {}
    for path, moment in moments:
        for end in range(len(path), 0, -STEP):
            prefix = path[:end]
            if prefix not in found or found[prefix] < moment:
                found[prefix] = moment
    return found
