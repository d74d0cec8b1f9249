"""Two days compared, for machines: each item that came, went or changed, field by field, a few hundred at a time."""

import datetime
import json
from collections.abc import Iterator

from django.db.models import Q

from listings.data.asked import Asked
from listings.data.columns import columns_of, for_json, for_tables, written
from listings.data.stamps import Stamp
from listings.data.tables import words_of
from listings.history.days import Change, change_of, current_of
from listings.values import MODELS

HEADERS = ["变化", "事项编号", "编码", "名称", "主体", "项目", "变化前", "变化后"]
KINDS = {"added": "新增", "removed": "移出", "changed": "变更"}
BATCH = 250


def changes(asked: Asked, first: datetime.date, second: datetime.date) -> Iterator[list[Change]]:
    """As `history.days.compare`, of the part that was asked for; by item."""
    model, early, late = MODELS[asked.kind], *sorted((first, second))
    begun = Q(valid_from__gt=early, valid_from__lte=late) | Q(valid_until__gt=early, valid_until__lte=late)
    touched = model.objects.filter(begun, listing__in=asked.listings)
    if asked.scope.body:
        touched = touched.filter(organisation__in=asked.scope.bodies)
    told = {column.name for column in columns_of(asked.kind)}
    items = sorted(set(touched.order_by().values_list("item", flat=True)))
    for start in range(0, len(items), BATCH):
        some = items[start : start + BATCH]
        before, after = (own(asked, current_of(model, some, day)) for day in (first, second))
        found = (change_of(item, before.get(item), after.get(item)) for item in some)
        yield [change for change in found if change and is_told(change, told)]


def own(asked: Asked, versions: dict) -> dict:
    """On a department's portal what is another's is not there."""
    bodies = asked.scope.bodies
    return versions if bodies is None else {pk: one for pk, one in versions.items() if one.organisation_id in bodies}


def is_told(change: Change, told: set[str]) -> bool:
    """Of what changed, whether it is any of these columns: internal fields are nobody's business."""
    return change.kind != "changed" or not told.isdisjoint(change.fields)


class Shower:
    """What is said of a change; internal fields are not."""

    def __init__(self, asked: Asked, stamp: Stamp):
        self.columns = [column for column in columns_of(asked.kind) if column.field is not None]
        words = words_of(asked, stamp)
        self.tables = {column.name: for_tables(column, words) for column in self.columns}
        self.json = {column.name: for_json(column, words) for column in self.columns}

    def value(self, makers, column, version):
        if version is None:
            return None
        if column.is_body:
            return version.organisation.name
        found = getattr(version, column.field.attname)
        return None if found is None or found == "" else makers[column.name](found)

    def fields(self, change: Change) -> list:
        """Columns that differ; all that there is of what came or went."""
        if change.kind != "changed":
            version = change.after or change.before
            return [column for column in self.columns if self.value(self.json, column, version) is not None]
        return [column for column in self.columns if column.name in change.fields]

    def as_json(self, change: Change) -> dict:
        version = change.after or change.before
        fields = {
            column.name: [self.value(self.json, column, change.before), self.value(self.json, column, change.after)]
            for column in self.fields(change)
        }
        return {"id": change.item, "change": change.kind, "name": version.name, "code": version.code, "fields": fields}

    def as_rows(self, change: Change) -> Iterator[list]:
        """A row for each field that changed; one for an item that came or went."""
        version = change.after or change.before
        head = [KINDS[change.kind], change.item, version.code or None, version.name, version.organisation.name]
        if change.kind != "changed":
            yield head
            return
        for column in self.fields(change):
            shown = (self.value(self.tables, column, side) for side in (change.before, change.after))
            yield [*head, column.label, *(None if value is None else written(value) for value in shown)]


def rows(asked: Asked, stamp: Stamp, first: datetime.date, second: datetime.date) -> Iterator[list[list]]:
    shower = Shower(asked, stamp)
    for some in changes(asked, first, second):
        yield [row for change in some for row in shower.as_rows(change)]


def as_json(asked: Asked, stamp: Stamp, first: datetime.date, second: datetime.date, head: dict) -> Iterator[bytes]:
    shower, start = Shower(asked, stamp), ""
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]},\n"changes": [\n'.encode()
    for some in changes(asked, first, second):
        if some:
            told = ",\n".join(json.dumps(shower.as_json(change), ensure_ascii=False) for change in some)
            yield (start + told).encode()
            start = ",\n"
    yield b"\n]}\n"
