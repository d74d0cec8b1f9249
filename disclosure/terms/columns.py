"""Duties by columns that disclose an item of 第二十条, or are of the platform itself: update terms, and emptiness.

How old a column is says `cms_core.catalogue.overdue`; decisions and records that it shows make it fresh too.
"""

import datetime
from collections.abc import Iterator

from cms_core.catalogue.overdue import newest_below
from disclosure.directory.columns import nearest
from disclosure.directory.items import by_key, labels_of
from disclosure.models import ColumnItem
from disclosure.terms.duty import DutyKind, DutyState, Status
from disclosure.terms.ground import Ground, once
from disclosure.terms.rows import standing

PLATFORM = ("disclosure.guide", "disclosure.rules", "disclosure.reports")


def of_columns(ground: Ground) -> Iterator[DutyState]:
    items, shown = items_by_path(ground), ground.newest_of_rows
    for portal in ground.portals:
        own = ground.columns_by_portal.get(portal.pk, ())
        days = [(one.path, one.newest) for one in own if one.newest]
        days += [(one.path, day) for one in own if (day := shown.get((portal.pk, one.key)))]
        fresh = newest_below(days)
        for column in own:
            bits = nearest(column.path, items)
            if bits or column.key in PLATFORM:
                yield state_of(portal, column, bits, fresh.get(column.path), ground.on)


@once
def items_by_path(ground: Ground) -> dict[str, int]:
    """{path: items} of all columns that say something themselves; one query for what editors said."""
    found = {column.path: by_key()[column.key] for column in ground.columns if column.key in by_key()}
    said = ColumnItem.objects.order_by().values_list("column__path", "items")
    return found | dict(said)


def filled_besides(ground: Ground) -> set[int]:
    """Columns that show something which is no entry of the directory: a text, decisions, Sunshine records.

    What stands in columns below them is not asked: it may be of another item.
    """
    rows = ground.newest_of_rows
    return {
        column.id
        for portal, columns in ground.columns_by_portal.items()
        for column in columns
        if ground.places[column.id].text or (portal, column.key) in rows
    }


def state_of(portal, column, bits: int, last, on) -> DutyState:
    due, status = None, Status.NO_TERM
    if last is None:
        status = Status.EMPTY
    elif column.limit:
        due = last + datetime.timedelta(days=column.limit)
        status = standing(due, on, column.limit)
    labels = "、".join(labels_of(bits))
    return DutyState(
        portal.pk,
        DutyKind.COLUMN,
        status,
        f"{column.title}（{labels}）" if labels else column.title,
        term=f"{column.limit} 天内更新" if column.limit else "",
        due=due,
        last=last,
        over=(on - due).days if status == Status.LATE else 0,
        unit="天",
        name="wagtailadmin_explore",
        args=(column.id,),
    )
