"""两日对比: what came, what left and what changed between two days, each a list by key; it reads what it shows.

`history.days.compare` reads all that changed at once, for files; a page reads twenty.
"""

import datetime

from django.db.models import Exists, OuterRef, Q

from listings import fields
from listings.history.days import change_of
from listings.models import Listed
from listings.public import addresses
from listings.public.days import AskedDay
from listings.public.differing import differs
from listings.public.frames import list_frame
from listings.public.history import told
from listings.public.paging import LAST, page_of
from listings.public.scopes import Scope
from listings.states import CURRENT, ItemState
from listings.values import MODELS, fields_of

TEMPLATE = "lists/compare.html"
SIZE = 20
KINDS = {"added": "新列入", "removed": "不再列入", "changed": "有调整"}


def compare_context(request, scope: Scope, column) -> dict:
    path = addresses.compare_path(scope.kind)
    heading = f"{scope.heading}：两日对比"
    context = list_frame(
        request, scope, column, crumbs=[("两日对比", path)], title=heading,
        path=addresses.with_parameters(path, **scope.parameters),
    )  # fmt: skip
    first, second = days_of(request.GET)
    context |= {
        "heading": heading,
        "path": path,
        "first": first,
        "second": second,
        "refusals": [one.refusal for one in (first, second) if one.refusal],
        "hidden": list(scope.parameters.items()),
        "same": first.day == second.day,
    }
    return context if first.day == second.day else context | changes(request, scope, path, first, second)


def days_of(query) -> tuple[AskedDay, AskedDay]:
    """Without days: from a year ago to today."""
    second = AskedDay.of(query, "to")
    first = AskedDay.of(query, "from")
    if not query.get("from", "").strip() or first.refusal:
        first = AskedDay(second.day - datetime.timedelta(days=365), first.today, first.refusal)
    return first, second


def changes(request, scope: Scope, path: str, first: AskedDay, second: AskedDay) -> dict:
    found = {kind: rows_of(kind, scope, first.day, second.day) for kind in KINDS}
    totals = {kind: rows.count() for kind, rows in found.items()}
    asked = request.GET.get("show", "")
    chosen = asked if asked in KINDS else next((kind for kind in KINDS if totals[kind]), "added")
    parameters = {**scope.parameters, "from": first.day.isoformat(), "to": second.day.isoformat()}
    page = page_of(found[chosen], request.GET.get("cursor", ""), SIZE)

    def url(**more):
        return addresses.with_parameters(path, **parameters, **more)

    def link(cursor):
        return url(show=chosen, cursor=cursor) if cursor else None

    return {
        "tabs": [
            {"title": label, "count": totals[kind], "url": url(show=kind), "active": kind == chosen}
            for kind, label in KINDS.items()
        ],
        "chosen": chosen,
        "chosen_label": KINDS[chosen],
        "rows": row_values(page.rows, scope, chosen, first, second),
        "nothing": not any(totals.values()),
        "exchanged": url_exchanged(scope, path, first, second),
        "downloads": [
            {"title": form.upper(), "url": addresses.with_parameters(f"{path}data.{form}", **parameters)}
            for form in ("xlsx", "json")
        ],
        "pagination": {
            "first_url": url(show=chosen),
            "previous_url": link(page.previous),
            "next_url": link(page.next),
            "last_url": link(page.last and LAST),
            "total": totals[chosen],
        },
    }


def url_exchanged(scope, path, first, second) -> str:
    days = {"from": second.day.isoformat(), "to": first.day.isoformat()}
    return addresses.with_parameters(path, **scope.parameters, **days)


def rows_of(kind: str, scope: Scope, first: datetime.date, second: datetime.date):
    """Of `Listed`: what is there on one of the days and not on the other, or says something else on each.

    On a department's portal what went to another department has left, and what came from one is new.
    """

    def on(day):
        return Listed.objects.on(day).current()

    def there(day):
        return Exists(scope.part(on(day)).filter(item=OuterRef("item")))

    if kind == "added":
        return scope.rows(on(second)).filter(began_between(first, second), ~there(first))
    if kind == "removed":
        return scope.rows(on(first)).filter(began_between(second, first), ~there(second))
    late = max(first, second)
    early = min(first, second)
    rows = scope.rows(on(second)).filter(there(first), differs(scope.kind, first, second))
    return rows.filter(valid_from__gt=early) if late == second else rows.filter(valid_until__lte=late)


def began_between(without: datetime.date, day: datetime.date):
    """A row that is there on `day` and not on `without` began after it, or ended before it."""
    return Q(valid_from__gt=without) if day > without else Q(valid_until__lte=without)


def row_values(rows, scope: Scope, kind: str, first: AskedDay, second: AskedDay) -> list[dict]:
    """One query a day that is read."""
    model, items = MODELS[scope.kind], [row.item_id for row in rows]

    def versions(day):
        found = model.objects.on(day.day).filter(item__in=items, state__in=CURRENT).select_related("organisation")
        return {version.item_id: version for version in found}

    # Where a part of a list is compared, what came or went may be in another part of it.
    before = versions(first) if kind != "added" or scope.body else {}
    after = versions(second) if kind != "removed" or scope.body else {}
    bodies = {one.organisation.key: one.organisation.name for one in [*before.values(), *after.values()]}
    return [
        row_value(row, kind, before.get(row.item_id), after.get(row.item_id), bodies, scope, first, second)
        for row in rows
    ]


def row_value(row, kind, before, after, bodies, scope: Scope, first, second) -> dict:
    shown, day = (before, first) if kind == "removed" else (after, second)
    change = change_of(row.item_id, before, after) if before and after else None
    open_to_all = set(fields.may_be_shown(scope.kind)) if kind == "changed" else {"organisation"}
    told = [(name, pair) for name, pair in change.fields.items() if name in open_to_all] if change else []
    path = f"{scope.root_of(row.listing_id)}{addresses.item_path(scope.kind, row.item_id)}"
    return {
        "name": shown.name,
        "code": getattr(shown, "code", ""),
        "body": shown.organisation.name,
        "url": addresses.with_parameters(path, on=day.parameter),
        "fields": [told_field(scope.kind, name, pair, bodies) for name, pair in told],
    }


def told_field(kind: str, name: str, pair: tuple, bodies) -> dict:
    if name == "state":
        old, new = (str(ItemState(value).label) if value else "" for value in pair)
    else:
        old, new = (told(fields_of(kind)[name], value, bodies) for value in pair)
    return {"label": fields.label(kind, name), "before": old, "after": new}
