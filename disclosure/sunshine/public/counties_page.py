"""/sunshine/counties/ of the province and of a city: which government publishes what, and how timely."""

from collections import defaultdict

from django.db.models import IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from cms_core.models import ColumnPage
from cms_core.models.entries import Entry, EntryCount
from disclosure.models import DomainCount, RecordState, SunshineRecord
from disclosure.sunshine.counters import counts_by_domain
from disclosure.sunshine.domains import domains
from disclosure.sunshine.fill import is_late
from disclosure.sunshine.places import COLUMN_TYPE, PARENT, domain_of, with_restrictions
from disclosure.sunshine.public.frames import HOME, sunshine_frame
from disclosure.sunshine.public.scopes import Scope
from sites.models import Portal, PortalLevel

TEMPLATE = "sunshine/counties.html"
PATH = f"{HOME}counties/"
GATHERING = (PortalLevel.PROVINCE, PortalLevel.CITY)
ON_TIME, LATE, EMPTY = "on_time", "late", "none"
LABELS = {ON_TIME: "按时", LATE: "超期", EMPTY: "没有内容"}


def counties_context(request, scope: Scope, column) -> dict:
    if scope.site_portal.level not in GATHERING:
        raise Http404
    is_city = scope.site_portal.level == PortalLevel.CITY
    title = "各地阳光工程公开情况"
    context = sunshine_frame(request, scope, column, title=title, path=PATH, crumbs=[("各地公开情况", PATH)])
    portals, cities = governments(scope.site_portal), {}
    for portal in portals:
        if portal.level == PortalLevel.CITY and not is_city:
            cities[portal.key] = portal
    asked = cities.get(request.GET.get("city", ""))
    shown = [one for one in portals if asked is None or one.path.startswith(asked.path)]
    cells = figures(shown)
    used = [key for key in domains() if any((one.pk, key) in cells for one in shown)]
    today = timezone.localdate()
    rows = [row_of(portal, used, cells, today) for portal in shown]
    has_own = scope.columns.parent or scope.columns.nodes or counts_by_domain(scope.portal.pk)
    return context | {
        "heading": title,
        "home_url": scope.url(HOME) if has_own else "",
        "heads": [{"key": key, "title": domains()[key].title} for key in used],
        "rows": rows,
        "totals": [total(rows, number) for number in range(len(used))],
        "cities": [{"title": "全市" if is_city else "全省", "url": PATH, "active": asked is None}]
        + [
            {"title": one.short_name, "url": f"{PATH}?city={key}", "active": one is asked}
            for key, one in cities.items()
        ],
        "count": len(rows),
        "on_time": sum(row["counts"][ON_TIME] for row in rows),
        "late": sum(row["counts"][LATE] for row in rows),
        "empty": sum(row["counts"][EMPTY] for row in rows),
        "today": today,
    }  # fmt: skip


def governments(province) -> list[Portal]:
    """Open portals of the cities and counties; one query."""
    below = Portal.objects.filter(path__startswith=province.path, level__in=(PortalLevel.CITY, PortalLevel.COUNTY))
    return [one for one in below.filter(completed_at__isnull=False).select_related("site", "home") if one.is_open]


def figures(portals: list[Portal]) -> dict[tuple[int, str], dict]:
    """{(portal, domain): {count, newest, days}} of what everybody may see; two queries."""
    homes = {one.home_id: one.pk for one in portals}
    found: dict = defaultdict(lambda: {"count": 0, "newest": None, "days": None})
    there, opened = set(), set()
    live: dict[str, tuple[int, str]] = {}
    for column in columns(homes):
        portal, key = homes[column["column_place__site_home"]], domain_of(column["blueprint_key"], column["title"])
        above = next(
            (live[column["path"][:end]] for end in steps(column["path"]) if column["path"][:end] in live), None
        )
        if column["blueprint_key"] == PARENT or (not key and above is None):
            continue
        if key:
            there.add((portal, key))
        key = key or above[1]
        if not column["live"] or column["restricted"]:
            continue
        live[column["path"]] = (portal, key)
        opened.add((portal, key))
        cell = found[portal, key]
        cell["count"] += column["count"]
        cell["newest"] = max(filter(None, (cell["newest"], column["newest"])), default=None)
        cell["days"] = cell["days"] or column["update_days"]
    closed = there - opened
    published = SunshineRecord.objects.filter(
        portal=OuterRef("portal"), domain=OuterRef("domain"), state=RecordState.PUBLISHED
    )
    counted = DomainCount.objects.filter(portal__in=[one.pk for one in portals], count__gt=0).annotate(
        newest=Subquery(published.order_by("-published_at", "-pk").values("published_at")[:1])
    )
    for portal, key, count, newest in counted.values_list("portal", "domain", "count", "newest"):
        within = domains()[key].within if key in domains() else ""
        if (
            key not in domains()
            or (portal, key) in closed
            or ((portal, key) not in there and (portal, within) in closed)
        ):
            continue
        cell = found[portal, key]
        cell["count"] += count
        cell["newest"] = max(filter(None, (cell["newest"], newest)), default=None)
    return found


def steps(path: str):
    """Lengths of the ways to the pages above, the nearest first."""
    return range(len(path) - ColumnPage.steplen, 0, -ColumnPage.steplen)


def columns(homes):
    """The columns of key areas on all these hosts, each with how much is in it and since when; by index, one query."""
    entries = Entry.objects.visible().filter(column=OuterRef("pk")).order_by("-published_at", "-page")
    counts = EntryCount.objects.filter(column=OuterRef("pk")).order_by().values("column")
    found = ColumnPage.objects.filter(column_place__site_home__in=homes, column_type=COLUMN_TYPE)
    found = with_restrictions(found).annotate(
        newest=Subquery(entries.values("published_at")[:1]),
        count=Coalesce(Subquery(counts.annotate(n=Sum("count")).values("n"), output_field=IntegerField()), 0),
    )
    names = ("path", "live", "title", "blueprint_key", "update_days", "restricted", "newest", "count")
    return found.order_by("path").values("column_place__site_home", *names)


def row_of(portal, used, cells, today) -> dict:
    counts = dict.fromkeys(LABELS, 0)
    made = []
    for key in used:
        cell = cells.get((portal.pk, key))
        state, newest = EMPTY, None
        if cell and cell["count"]:
            newest = timezone.localtime(cell["newest"]) if cell["newest"] else None
            state = LATE if is_late(cell["newest"], cell["days"] or domains()[key].every_days, today) else ON_TIME
        counts[state] += 1
        made.append(
            {
                "state": state,
                "label": LABELS[state],
                "domain": domains()[key].title,
                "count": cell["count"] if cell else 0,
                "newest": newest,
                "url": f"{portal.base_url}{domains()[key].path}" if state != EMPTY else "",
            }
        )
    return {
        "name": portal.short_name,
        "is_city": portal.level == PortalLevel.CITY,
        "url": f"{portal.base_url}{HOME}",
        "cells": made,
        "counts": counts,
        "filled": counts[ON_TIME] + counts[LATE],
    }


def total(rows, number: int) -> dict:
    states = [row["cells"][number]["state"] for row in rows]
    return {"filled": sum(1 for one in states if one != EMPTY), "late": states.count(LATE)}
