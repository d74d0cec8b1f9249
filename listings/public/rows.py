"""The twenty rows of a page of a list, with what the list shows of each and what will become of it."""

from collections import defaultdict

from listings import fields
from listings.models import FOREVER, ItemVersion
from listings.public.addresses import item_path, with_parameters
from listings.public.days import AskedDay, written
from listings.public.scopes import Scope
from listings.public.shown import in_list
from listings.states import CURRENT, ItemState
from listings.values import MODELS

SIZE = 20
# The name is the row's heading, and stands beside the marks.
BESIDE_NAME = ("name", "state", "since")


def row_values(rows, scope: Scope, day: AskedDay) -> list[dict]:
    """One query for all of them."""
    versions = versions_of(rows, scope.kind, day)
    names = columns_of(scope)
    return [
        row_value(row, versions[row.item_id], names, scope, day) for row in rows if versions[row.item_id]
    ]  # fmt: skip


def versions_of(rows, kind: str, day: AskedDay) -> dict[int, list[ItemVersion]]:
    """By item, the version of the day and those after it."""
    found = defaultdict(list)
    wanted = MODELS[kind].objects.filter(item__in=[row.item_id for row in rows], valid_until__gt=day.day)
    for version in wanted.select_related("organisation").order_by("valid_from"):
        found[version.item_id].append(version)
    return found


def columns_of(scope: Scope) -> list[str]:
    """Names of the fields beside the name; the body is left out where there is only one."""
    names = [name for name in fields.shown(scope.of) if name not in BESIDE_NAME]
    return names


def column_heads(scope: Scope) -> list[dict]:
    return [
        {"name": name, "label": fields.label(scope.kind, name), "is_amount": name in ("budget", "last_year_spent")}
        for name in columns_of(scope)
    ]


def row_value(row, versions, names, scope, day) -> dict:
    now, *later = versions
    path = f"{scope.root_of(row.listing_id)}{item_path(scope.kind, row.item_id)}"
    return {
        "name": now.name,
        "url": with_parameters(path, on=day.parameter),
        "cells": [in_list(now, name) for name in names],
        "state": "" if now.state == ItemState.IN_FORCE else now.get_state_display(),
        "since": now.since,
        "coming": None if day.is_past else coming(now, later, path),
        "is_sub": bool(row.main_code),
    }


def coming(now: ItemVersion, later: list[ItemVersion], path: str) -> dict | None:
    """将于 X 日调整: what was approved and has not begun."""
    if now.valid_until == FOREVER or not later:
        return None
    first = later[0]
    what = (
        "调整" if first.state == now.state or first.state in CURRENT else first.get_state_display().removeprefix("已")
    )
    return {
        "text": f"将于{written(first.valid_from)}{what}",
        "day": first.valid_from,
        "url": with_parameters(path, on=first.valid_from.isoformat()),
    }
