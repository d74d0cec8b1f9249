"""即将生效: what was approved for a later day, by day and item; from its day on the list itself says it."""

from itertools import groupby

from listings.models import Listed
from listings.public import addresses
from listings.public.days import AskedDay
from listings.public.frames import list_frame
from listings.public.scopes import Scope
from listings.states import CURRENT

TEMPLATE = "lists/upcoming.html"
MOST = 200


def upcoming_context(request, scope: Scope, column) -> dict:
    path = addresses.upcoming_path(scope.kind)
    heading = f"{scope.heading}：即将生效"
    context = list_frame(
        request, scope, column, crumbs=[("即将生效", path)], title=heading,
        path=addresses.with_parameters(path, **scope.parameters),
    )  # fmt: skip
    rows, more = upcoming(scope, AskedDay.of({}))
    return context | {
        "heading": heading,
        "days": [{"day": day, "rows": list(group)} for day, group in groupby(rows, key=lambda row: row["day"])],
        "more": more,
        "most": MOST,
        "adjustments_url": addresses.with_parameters(addresses.adjustments_path(scope.kind), **scope.parameters),
    }


def upcoming(scope: Scope, day: AskedDay) -> tuple[list[dict], bool]:
    """(rows, whether there are more); two queries."""
    rows = scope.rows(Listed.objects.filter(valid_from__gt=day.today))
    rows = list(rows.select_related("organisation").order_by("valid_from", "place", "code", "item")[: MOST + 1])
    shown = rows[:MOST]
    before = Listed.objects.filter(item__in=[row.item_id for row in shown], valid_until__gt=day.today)
    ending = {(row.item_id, row.valid_until): row for row in before}
    return [value(row, ending.get((row.item_id, row.valid_from)), scope) for row in shown], len(rows) > MOST


def value(row, before, scope: Scope) -> dict:
    if before is None:
        label, kind = "新增", "new"
    elif row.state != before.state:
        label = "恢复" if row.state == "in_force" else row.get_state_display().removeprefix("已")
        kind = "ends" if row.state not in CURRENT else "changes"
    else:
        label, kind = "调整", "changes"
    path = f"{scope.root_of(row.listing_id)}{addresses.item_path(scope.kind, row.item_id)}"
    return {
        "day": row.valid_from,
        "label": label,
        "kind": kind,
        "name": row.name,
        "code": row.code,
        "body": row.organisation.display_name,
        "url": addresses.with_parameters(path, on=row.valid_from.isoformat()),
        "now_url": path if before else "",
    }
