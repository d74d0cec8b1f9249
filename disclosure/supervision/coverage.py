"""What the office in charge wants to know of each body, as numbers: the same for the desk, the months and notices.

coverage(portals, on) -> {portal: figures}      # in as many queries for one portal as for all of the province
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Count, Q

from cms_core.models.entries import EntryKind
from disclosure.directory.columns import nearest
from disclosure.directory.items import items, numbers_in
from disclosure.models import DeadLink, DirectoryEntry
from disclosure.terms import on_ground, timeliness
from disclosure.terms.columns import filled_besides, items_by_path
from disclosure.terms.duty import WRITTEN, DutyKind, Status
from disclosure.terms.ground import Ground
from sites.models import PortalLevel

GOVERNMENTS = (PortalLevel.PROVINCE, PortalLevel.CITY, PortalLevel.COUNTY)
DOCUMENT = Q(kind=EntryKind.DOCUMENT)
# Of the elements that a directory has (《条例》第十二条; section 3.6) those that an editor can leave out: of a document
# all of them, of an article what its form asks for.
MISSING = {
    "index_number": ("索引号", DOCUMENT & Q(index_number="")),
    "summary": ("内容概述", Q(kind__in=(EntryKind.DOCUMENT, EntryKind.ARTICLE), summary="")),
    "theme": ("主题分类", DOCUMENT & Q(theme="")),
    "date": ("成文日期", DOCUMENT & Q(date_written=None)),
    "issuer": ("发布机构", Q(organisation_number=0, issuer_text="")),
}


def coverage(portals: Iterable, on: datetime.date, since: datetime.date | None = None) -> dict[int, dict]:
    """`portals` with `home` and `organisation`. `since` is where the share in time begins, a year ago unless said."""
    return coverage_of(Ground(portals, on, since))


def coverage_of(ground: Ground) -> dict[int, dict]:
    numbers: dict[int, dict] = defaultdict(lambda: defaultdict(Counter))
    reports: dict[int, str] = {}
    for one in on_ground(ground):
        numbers[one.portal_id][one.kind][one.status] += 1
        if one.kind == DutyKind.REPORT:
            reports[one.portal_id] = one.status.value
    claimed, shown = items_of_portals(ground)
    listed = of_directory(ground)
    dead = dict(DeadLink.objects.order_by().values_list("portal_number").annotate(n=Count("pk")))
    return {
        portal.pk: figures_of(
            numbers[portal.pk],
            claimed=claimed[portal.pk],
            shown=shown[portal.pk] | listed[portal.home_id]["items"],
            listed=listed[portal.home_id],
            dead=dead.get(portal.home_id, 0),
            report=reports.get(portal.pk, ""),
        )
        for portal in ground.portals
    }


def figures_of(numbers, *, claimed: set, shown: set, listed: dict, dead: int, report: str) -> dict:
    rows, columns = numbers[DutyKind.ROW], numbers[DutyKind.COLUMN]
    timely, timely_of = timeliness(numbers)
    due = sum((numbers[kind] for kind in (DutyKind.ROW, DutyKind.COLUMN, *WRITTEN)), Counter())
    return {
        "items": len(claimed & shown),
        "items_of": len(claimed),
        "items_missing": sorted(claimed - shown),
        "rows": rows.total() - rows[Status.EMPTY],
        "rows_of": rows.total(),
        "columns_empty": columns[Status.EMPTY],
        "timely": timely,
        "timely_of": timely_of,
        "late": due[Status.LATE],
        "dead_links": dead,
        "entries": listed["entries"],
        **{f"no_{name}": listed[name] for name in MISSING},
        "applications_late": numbers[DutyKind.APPLICATION][Status.LATE],
        "report": report,
    }


def items_of_portals(ground: Ground) -> tuple[dict[int, set], dict[int, set]]:
    """Items of 第二十条 that are a portal's to disclose, and those of which a column shows what is in no directory.

    A government has all fifteen; a department and a town those that its columns are made for.
    """
    said, filled = items_by_path(ground), filled_besides(ground)
    claimed, shown = defaultdict(set), defaultdict(set)
    for portal in ground.portals:
        if portal.level in GOVERNMENTS:
            claimed[portal.pk] = set(items())
        for column in ground.columns_by_portal.get(portal.pk, ()):
            numbers = numbers_in(nearest(column.path, said))
            claimed[portal.pk].update(numbers)
            if column.id in filled:
                shown[portal.pk].update(numbers)
    return claimed, shown


def of_directory(ground: Ground) -> dict[int, dict]:
    """{home: entries, items, and how many entries lack which field}; one query."""
    found: dict[int, dict] = defaultdict(lambda: {"entries": 0, "items": set(), **dict.fromkeys(MISSING, 0)})
    lacking = {f"no_{name}": Count("pk", filter=condition) for name, (_, condition) in MISSING.items()}
    rows = DirectoryEntry.objects.filter(listed=True).order_by()
    # A condition that names all portals of a province would only cost.
    if len(ground.portals) < 100:
        rows = rows.filter(portal_number__in=ground.by_home)
    for home, bits, number, *counts in rows.values_list("portal_number", "items").annotate(n=Count("pk"), **lacking):
        told = found[home]
        told["entries"] += number
        told["items"].update(numbers_in(bits))
        for name, count in zip(MISSING, counts, strict=True):
            told[name] += count
    return found
