"""数据字典: each column of a list's open data: names, type, length, choices, whether it is required, what it means."""

import csv
import io

from django.db import models

from listings import fields
from listings.data.columns import OWN, Column, columns_of
from listings.data.tables import MARK
from listings.values import fields_of, required_of
from listings.workbooks.cells import quoted

HEADERS = ("英文名", "中文名", "类型", "长度", "必填", "是否字典", "可选值", "说明")
TEXT, INTEGER, DECIMAL, DAY, TRUTH, ADDRESS = "字符", "整数", "小数", "日期", "是或否", "网址"
LENGTHS = {"list": 150, "organisation_key": 60, "organisation": 120}


def dictionary_of(kind: str) -> list[dict]:
    return [entry(kind, column) for column in columns_of(kind)]


def entry(kind: str, column: Column) -> dict:
    field = column.field
    choices = [] if field is None else [(str(key), str(label)) for key, label in field.flatchoices or ()]
    own = OWN.get(column.name)
    return {
        "name": column.name,
        "label": column.label,
        "type": type_of(column),
        "length": length_of(column),
        "required": own is not None or column.name in required_of(kind) or column.name in fields.OF_THE_STATE,
        "choices": dict(choices),
        "explanation": own[1] if own else explanation(kind, column),
    }


def explanation(kind: str, column: Column) -> str:
    if column.name not in fields_of(kind):
        return ""
    return fields.help_text(kind, column.name) or str(column.field.help_text)


def type_of(column: Column) -> str:
    if column.is_file:
        return ADDRESS
    field = column.field
    for kind, name in (
        (models.DateField, DAY), (models.BooleanField, TRUTH), (models.DecimalField, DECIMAL),
        (models.IntegerField, INTEGER), (models.URLField, ADDRESS),
    ):  # fmt: skip
        if isinstance(field, kind):
            return name
    return {"id": INTEGER, "valid_from": DAY}.get(column.name, TEXT)


def length_of(column: Column) -> int | None:
    """None for text of any length, and what has no length."""
    if column.name in LENGTHS:
        return LENGTHS[column.name]
    if isinstance(column.field, models.DecimalField):
        return column.field.max_digits
    return getattr(column.field, "max_length", None) if type_of(column) in (TEXT, ADDRESS) else None


def as_csv(kind: str) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(HEADERS)
    for one in dictionary_of(kind):
        choices = "；".join(f"{key}：{label}" for key, label in one["choices"].items())
        row = [one["name"], one["label"], one["type"], one["length"] or "", "是" if one["required"] else "否",
               "是" if choices else "否", choices, one["explanation"]]  # fmt: skip
        writer.writerow([quoted(str(value)) for value in row])
    return (MARK + file.getvalue()).encode()
