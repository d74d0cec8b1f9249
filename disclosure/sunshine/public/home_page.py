"""/sunshine/: every domain with what is newest in it, how much of its table is filled, and two pictures."""

from collections import defaultdict

from django.db.models import Q
from django.utils import timezone

from cms_core.catalogue.heads import newest_of_groups
from cms_core.public.entries import entry_values
from disclosure.models import RecordState, SunshineRecord
from disclosure.sunshine.counters import counts_by_domain
from disclosure.sunshine.domains import domains
from disclosure.sunshine.fill import fills, is_late
from disclosure.sunshine.public.charts import charts_of
from disclosure.sunshine.public.counties_page import GATHERING
from disclosure.sunshine.public.frames import HOME, TITLE, sunshine_frame
from disclosure.sunshine.public.scopes import Scope
from disclosure.sunshine.slices import rows_for
from disclosure.sunshine.wording import line_of

TEMPLATE = "sunshine/home.html"
IN_TILE = 4


def home_context(request, scope: Scope, column) -> dict:
    context = sunshine_frame(request, scope, column, title=f"{scope.portal.short_name}{TITLE}", path=scope.url(HOME))
    return context | home_values(scope)


def home_values(scope: Scope) -> dict:
    """Seven queries, however much there is."""
    rows = rows_for(scope.portal)
    filled = fills(scope.portal, rows, scope.tree, limit=0)
    counts = counts_by_domain(scope.portal.pk)
    groups = {key: [one.id for node in nodes for one in node.family()] for key, nodes in scope.columns.nodes.items()}
    newest = newest_of_groups(groups, IN_TILE) if groups else {}
    records = newest_records(scope, counts)
    by_domain = defaultdict(list)
    for row in rows:
        by_domain[row.table.domain].append((row, filled[row.pk]))
    tiles = [
        tile(scope, key, by_domain[key], counts.get(key, 0), newest.get(key, []), records[key])
        for key in scope.open_domains()
        if key in groups or by_domain[key] or counts.get(key)
    ]
    return {
        "heading": f"{scope.portal.short_name}{TITLE}",
        "tiles": tiles,
        "charts": charts_of(scope.portal, scope.columns.closed),
        "budget_url": scope.url(domains()["finance"].path),
        "three_public_url": scope.url(domains()["three_public"].path),
        "rows_total": sum(len(by_domain[one["key"]]) for one in tiles),
        "rows_filled": sum(one["rows_filled"] for one in tiles),
        "records_total": sum(counts.get(one["key"], 0) for one in tiles),
        "entries_total": sum(one["entry_count"] for one in tiles),
        "counties_url": f"{HOME}counties/" if scope.portal.level in GATHERING else "",
    }


def newest_records(scope: Scope, counts: dict[str, int]) -> dict[str, list]:
    """The newest of each domain by its index; one query."""
    wanted = Q()
    for domain in sorted(set(counts) - scope.columns.closed):
        some = SunshineRecord.objects.filter(portal=scope.portal.pk, domain=domain, state=RecordState.PUBLISHED)
        wanted |= Q(pk__in=some.order_by("-published_at", "-pk").values("pk")[:IN_TILE])
    found = defaultdict(list)
    if wanted:
        for record in SunshineRecord.objects.filter(wanted).order_by("-published_at", "-pk"):
            found[record.domain].append(record)
    return found


def tile(scope: Scope, key: str, filled, record_count: int, entries, records) -> dict:
    """Entries and records together, the newest first."""
    domain, nodes = domains()[key], scope.columns.nodes.get(key, [])
    lines = [
        {"title": one["title"], "url": one["url"], "at": one["published_at"]} for one in map(entry_values, entries)
    ]
    lines += [{"title": line_of(domain, one), "url": one.path, "at": one.published_at} for one in records]
    # What fills its rows may be of another domain (“三公”经费 of 财政预决算): the row leads to it.
    lines = lines or [
        {"title": f"{row.title}（{fill.count} 条）", "url": f"{scope.url(domain.path)}#row-{row.pk}", "at": fill.newest}
        for row, fill in filled
        if fill.newest
    ]
    lines.sort(key=lambda line: line["at"], reverse=True)
    days = nodes[0].update_days if nodes and nodes[0].update_days else domain.every_days
    newest = lines[0]["at"] if lines else None
    return {
        "key": key,
        "title": domain.title,
        "says": domain.says,
        "icon": domain.icon,
        "url": scope.url(domain.path),
        "lines": lines[:IN_TILE],
        "entry_count": sum(one.entry_count for node in nodes for one in node.family()),
        "record_count": record_count,
        "rows": len(filled),
        "rows_filled": sum(1 for _, fill in filled if not fill.is_empty),
        "newest": newest,
        "late": is_late(newest, days, timezone.localdate()),
    }
