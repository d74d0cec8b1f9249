"""The columns of open data: what a detail page may show of an item, and how a value stands in a table and in JSON."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.db import models

from listings import fields
from listings.values import MODELS, fields_of, plain

ITEM, LIST, KEY, SINCE = "id", "list", "organisation_key", "valid_from"
# Beside the fields of the list: (label, what it is).
OWN = {
    ITEM: ("事项编号", "本平台的编号，地址 /lists/<清单>/<编号>.html 长期有效。"),
    LIST: ("清单", "哪个政府的哪张清单。"),
    KEY: ("主体标识", "机构在本平台的标识，不随改名而变。"),
    SINCE: ("本版生效日", "这一行的内容自哪一天起如此。"),
}


@dataclass(frozen=True)
class Column:
    """`field` is None for what stands beside the fields of the list (OWN)."""

    name: str
    label: str
    field: models.Field | None = None

    @property
    def is_body(self) -> bool:
        return self.name == "organisation"

    @property
    def is_file(self) -> bool:
        return isinstance(self.field, models.ForeignKey) and not self.is_body


@cache
def columns_of(kind: str) -> tuple[Column, ...]:
    """Without what is kept for the bodies' own work (`listings.fields`)."""
    model = MODELS[kind]
    names = [name for group in fields.public_groups(kind) for name in group.fields]
    own = [Column(name, label) for name, (label, _) in OWN.items()]
    told = [Column(name, fields.label(kind, name), fields_of(kind)[name]) for name in dict.fromkeys(names)]
    state = [Column(name, fields.label(kind, name), model._meta.get_field(name)) for name in fields.OF_THE_STATE]
    return (*own[:2], *told, own[2], *state, own[3])


def read_names(kind: str) -> list[str]:
    """What is read of a version for it, in the order of `columns_of`."""
    named = {ITEM: "item_id", LIST: "listing_id", KEY: "organisation_id", SINCE: "valid_from"}
    return [named.get(column.name) or column.field.attname for column in columns_of(kind)]


@dataclass(frozen=True)
class Words:
    """What values refer to: (key, name) of bodies and names of lists by id; `root` stands before addresses of files."""

    bodies: dict[int, tuple[str, str]]
    lists: dict[int, str]
    root: str


def for_tables(column: Column, words: Words) -> Callable:
    """Value → text, figure or date of a cell; never called with None."""
    if column.name == LIST:
        return words.lists.__getitem__
    if column.name == KEY:
        return lambda pk: words.bodies[pk][0]
    if column.is_body:
        return lambda pk: words.bodies[pk][1]
    if column.is_file:
        return lambda pk: f"{words.root}/documents/{pk}/"
    if column.field is not None and column.field.flatchoices:
        labels = {key: str(label) for key, label in column.field.flatchoices}
        return lambda value: labels.get(value, value)
    if isinstance(column.field, models.BooleanField):
        return lambda value: "是" if value else "否"
    return lambda value: value


def for_json(column: Column, words: Words) -> Callable:
    """Value → what JSON holds: choices by their key, dates and decimals as text."""
    if column.name in (LIST, KEY) or column.is_body or column.is_file:
        return for_tables(column, words)
    if column.field is None:
        return lambda value: value.isoformat() if isinstance(value, datetime.date) else value
    return lambda value: plain(column.field, value)


def written(value) -> str:
    """Of a cell, in text."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value if isinstance(value, str) else str(value)
