"""The values of an item in plain form, as adjustments, records, workbooks and open data hold them.

Plain: text, figures, true and false, dates and decimals as text (2015-06-30, 12.5), a body by its key, a file by its
id. What is empty is not there; in the changes of an adjustment an empty value is None.
"""

import datetime
import unicodedata
from decimal import Decimal
from functools import cache

from django.core.exceptions import ValidationError
from django.db import models

from cms_core.models import Organisation
from listings import telephones
from listings.errors import ListingsError
from listings.field_tables import own_labels
from listings.kinds import ListKind
from listings.models import BasicVersion, FundVersion, NegativeVersion, PowerVersion, ResponsibilityVersion
from listings.models.versions import OF_THE_PERIOD, ItemVersion
from listings.refusals import reasons

MODELS: dict[str, type[ItemVersion]] = {
    ListKind.POWER: PowerVersion,
    ListKind.RESPONSIBILITY: ResponsibilityVersion,
    ListKind.NEGATIVE: NegativeVersion,
    ListKind.FUND: FundVersion,
    ListKind.BASIC: BasicVersion,
}
FIRST = ("code", "name", "organisation")
YES, NO = {"是", "有", "true", "1", "√", "y", "yes", "■"}, {"否", "无", "false", "0", "×", "n", "no", "□"}


class Unreadable(ListingsError):
    """What was written cannot be a value of this field."""


@cache
def fields_of(kind: str) -> dict[str, models.Field]:
    """What an adjustment may set, in the order in which it is shown."""
    fields = {field.name: field for field in MODELS[kind]._meta.concrete_fields if field.name not in OF_THE_PERIOD}
    return {name: fields[name] for name in [*FIRST, *(name for name in fields if name not in FIRST)]}


@cache
def required_of(kind: str) -> dict[str, str]:
    """Label by name of the fields that every item has."""
    return {name: label_of(field) for name, field in fields_of(kind).items() if not field.blank}


@cache
def label_of(field: models.Field) -> str:
    """What the field is called in its list."""
    kind = next(kind for kind, model in MODELS.items() if model is field.model)
    return own_labels(kind).get(field.name) or str(field.verbose_name)


def plain(field: models.Field, value):
    """None for what is empty."""
    if value is None or value == "":
        return None
    if isinstance(field, models.ForeignKey):
        return value.key if isinstance(value, Organisation) else getattr(value, "pk", value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value


def plain_values(version: ItemVersion) -> dict:
    """All that a version has, in plain form."""
    fields = fields_of(kind_of(version))
    # A file is told by its id, which is there without asking for the file.
    names = {name: name if name == "organisation" else field.attname for name, field in fields.items()}
    found = {name: plain(field, getattr(version, names[name])) for name, field in fields.items()}
    return {name: value for name, value in found.items() if value is not None}


def kind_of(version: ItemVersion) -> str:
    return next(kind for kind, model in MODELS.items() if isinstance(version, model))


def columns(kind: str, values: dict, organisations: dict[str, int]) -> dict:
    """Plain values as the columns of a version; `organisations` are ids by key."""
    found = {}
    for name, value in values.items():
        field = fields_of(kind)[name]
        if name == "organisation":
            found["organisation_id"] = organisations[value]
        elif isinstance(field, models.ForeignKey):
            found[field.attname] = value
        else:
            found[name] = field.to_python(value)
    return found


def clean(kind: str, values: dict, *, whole: bool) -> tuple[dict, list[tuple[str, str, str]]]:
    """(plain values, [(field, value, reason)]) of what was typed or read; `whole` where nothing required may miss.

    A value that is there but empty clears its field (None), which what is required refuses.
    """
    cleaned, faults = {}, []
    fields = fields_of(kind)
    for name, value in values.items():
        if name not in fields:
            faults.append((name, str(value), f"没有“{name}”这一项。"))
            continue
        try:
            cleaned[name] = read(fields[name], value)
        except ListingsError as error:
            faults.append((name, shown(value), str(error)))
    refused = {name for name, _, _ in faults}
    for name, label in required_of(kind).items():
        missing = name not in cleaned if whole else False
        empty = name in cleaned and cleaned[name] is None
        if name not in refused and (missing or empty):
            faults.append((name, "", f"缺少“{label}”。"))
    if whole:
        cleaned = {name: value for name, value in cleaned.items() if value is not None}
    return cleaned, faults


def read(field: models.Field, value):
    """One value in plain form, from what a person writes: labels of choices, 是 and 否, dates in several forms.

    Raises Unreadable.
    """
    value = tidy(value)
    if value in (None, ""):
        return None
    label = label_of(field)
    if field.name == "organisation":
        return value.key if isinstance(value, Organisation) else str(value)
    try:
        if field.choices:
            return choice(field, value)
        if isinstance(field, models.BooleanField):
            return truth(label, value)
        if isinstance(field, models.DateField):
            return date(label, value)
        if isinstance(field, models.DecimalField) and isinstance(value, float):
            value = repr(value)
        if isinstance(field, models.IntegerField) and isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(field, models.CharField | models.TextField):
            value = text(value)
        if isinstance(field, models.DecimalField | models.IntegerField) and isinstance(value, str):
            value = value.replace(",", "").replace("，", "").removesuffix("万元").strip()
        if field.name in telephones.FIELDS and not telephones.is_one(value):
            raise Unreadable(f"“{label}”应填能拨通的电话，如 0571-12345678、12345，不是“{shown(value)}”。")
        return plain(field, field.clean(getattr(value, "pk", value), None))
    except ValidationError as error:
        raise Unreadable(*reasons(field, label, shown(value), error)) from None


def tidy(value):
    if not isinstance(value, str):
        return value
    lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip().split("\n")
    return "\n".join(line.rstrip() for line in lines)


def text(value) -> str:
    """A figure from a workbook as it is shown there: 12, not 12.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime.datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def choice(field, value):
    known = choices_by_word(field)
    wanted = unicodedata.normalize("NFKC", text(value)).strip()
    found = known.get(text(value), known.get(wanted))
    if found is None:
        labels = "、".join(str(label) for _, label in field.flatchoices)
        raise Unreadable(f"“{label_of(field)}”没有“{shown(value)}”，可填：{labels}。")
    return found


@cache
def choices_by_word(field) -> dict[str, object]:
    """Thousands of rows ask this of the same few fields."""
    return {str(label): key for key, label in field.flatchoices} | {str(key): key for key, _ in field.flatchoices}


def truth(label, value) -> bool:
    if isinstance(value, bool):
        return value
    wanted = unicodedata.normalize("NFKC", text(value)).strip().lower()
    if wanted in YES | NO:
        return wanted in YES
    raise Unreadable(f"“{label}”应填“是”或“否”，不是“{shown(value)}”。")


def date(label, value) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    written = unicodedata.normalize("NFKC", text(value)).strip()
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"):
        try:
            return datetime.datetime.strptime(written, form).date().isoformat()
        except ValueError:
            continue
    raise Unreadable(f"“{label}”不是日期：“{shown(value)}”，应写作 2015-06-30。")


def shown(value, most: int = 60) -> str:
    written = text(value) if value is not None else ""
    return written if len(written) <= most else f"{written[:most]}…"
