"""Duties by the standard tables of the Sunshine Project: is a row filled, and when is it due again?

The rows are those of `sunshine.slices.rows_for`, filled by what `sunshine.filling` says; many portals in few queries.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Max
from django.utils import timezone

from cms_core.catalogue.overdue import latest
from disclosure.models import CatalogueRow, RecordState, RowColumn, SunshineRecord, TermKind
from disclosure.sunshine.domains import domains
from disclosure.sunshine.filling import sources
from disclosure.sunshine.slices import holds_at
from disclosure.sunshine.words import newest_of_words, parted
from disclosure.terms.duty import DutyKind, DutyState, Status
from disclosure.terms.ground import Ground
from disclosure.terms.rules import is_over, is_soon_of, next_due

TEXTS = ("content", "basis", "body", "channels", "other_channels", "to_some")


def of_rows(ground: Ground) -> Iterator[DutyState]:
    held, bound = rows_of(ground), bindings_of(ground)
    filled = {key: sources(bindings, ground.families.get) for key, bindings in bound.items()}
    worded = newest_of_words({one for found in filled.values() for one in found.items()})
    records = SunshineRecord.objects.filter(portal__in=ground.by_pk, state=RecordState.PUBLISHED, row__isnull=False)
    newest = {
        (portal, row): moment
        for portal, row, moment in records.order_by().values_list("portal", "row").annotate(at=Max("published_at"))
    }
    for portal, row in held:
        key = portal.pk, row.pk
        columns = [ground.ages[one] for one, _ in bound.get(key, ()) if one in ground.ages]
        moments = [
            worded.get((column, words)) if words else ground.places[column].newest
            for column, words in filled.get(key, {}).items()
        ]
        last = latest(newest.get(key), *moments)
        yield state_of(portal, row, columns, timezone.localtime(last).date() if last else None, ground.on)


def bindings_of(ground: Ground) -> dict[tuple[int, int], list[tuple]]:
    """{(portal, row): (column, words) of the live columns that are bound to it}; one query."""
    bound: dict[tuple[int, int], list[tuple]] = defaultdict(list)
    wanted = RowColumn.objects.filter(portal__in=ground.by_pk).order_by("pk")
    for portal, row, column, words in wanted.values_list("portal", "row", "column", "words"):
        if column in ground.families:
            bound[portal, row].append((column, parted(words)))
    return bound


def rows_of(ground: Ground) -> list[tuple]:
    """(portal, row) as `sunshine.slices.rows_for` has them for each portal; one query."""
    step = ground.portals[0].steplen if ground.portals else 1
    ways = {one.path[:end] for one in ground.portals for end in range(step, len(one.path) + 1, step)}
    rows = CatalogueRow.objects.filter(table__portal__path__in=ways, retired_at=None)
    tables: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for row in rows.select_related("table__portal", "organisation").defer(*TEXTS).order_by("table", "place"):
        tables[row.table.domain][row.table.portal.path].append(row)
    found = []
    for portal in ground.portals:
        for by_path in tables.values():
            nearest = max((path for path in by_path if portal.path.startswith(path)), key=len, default=None)
            found += [(portal, row) for row in by_path.get(nearest, ()) if holds_at(row, portal)]
    return found


def state_of(portal, row, columns, last: datetime.date | None, on: datetime.date) -> DutyState:
    """A period of the table counts by the calendar; else the interval of the column, or that of the domain."""
    limit = next((column.limit for column in columns if column.limit), None) or every_days(row)
    due, status = None, Status.NO_TERM
    if last is None:
        status = Status.EMPTY
    elif (due := next_due(row.term_kind, last)) is not None:
        # Of a period it is the next one that must be told: soon is measured by what is left of it.
        status = standing(due, on, (due - last).days) if is_over(due, on) or on <= due else Status.SOON
    elif limit and row.term_kind != TermKind.STANDING:
        due = last + datetime.timedelta(days=limit)
        status = standing(due, on, limit)
    name, args = place_of(portal, row, columns)
    return DutyState(
        portal.pk,
        DutyKind.ROW,
        status,
        f"{domains()[row.table.domain].title}：{row.title}",
        term=row.term,
        due=due,
        last=last,
        over=(on - due).days if status == Status.LATE else 0,
        unit="天",
        name=name,
        args=args,
    )


def every_days(row) -> int | None:
    return domains()[row.table.domain].every_days if row.table.domain in domains() else None


def standing(due: datetime.date, on: datetime.date, limit: int) -> Status:
    if on > due:
        return Status.LATE
    return Status.SOON if is_soon_of(limit, due, on) else Status.IN_TIME


def place_of(portal, row, columns) -> tuple[str, tuple]:
    """The column where to publish; without one, the page that binds a column to the row."""
    if columns:
        return "wagtailadmin_explore", (columns[0].id,)
    return "sunshine_admin_row", (portal.pk, row.table.domain, row.pk)
