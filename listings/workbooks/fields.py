"""The columns of a list's workbooks: all its fields but those that hold files."""

from functools import cache

from django.db import models

from listings.values import fields_of
from listings.values import label_of as label

# The longest text that a cell of a workbook holds.
LONGEST_CELL = 32_767
# Stands for a text that no cell holds; on the way in it leaves the text as it is.
TOO_LONG = f"〔超过 {LONGEST_CELL} 字，本表未列出，导入时保持不变〕"


@cache
def columns_of(kind: str) -> dict[str, models.Field]:
    fields = fields_of(kind)
    return {
        name: field
        for name, field in fields.items()
        if name == "organisation" or not isinstance(field, models.ForeignKey)
    }


def label_of(kind: str, name: str) -> str:
    return label(columns_of(kind)[name])


def is_required(field: models.Field) -> bool:
    return not field.blank


def is_long(field: models.Field) -> bool:
    return isinstance(field, models.TextField)


def is_text(field: models.Field) -> bool:
    return isinstance(field, models.CharField | models.TextField) and not field.choices


def choices_of(field: models.Field) -> list[tuple[str, str]]:
    """(plain value, label); empty for fields of free text."""
    if isinstance(field, models.BooleanField):
        return [("True", "是"), ("False", "否")]
    return [(str(key), str(label)) for key, label in field.flatchoices or ()]
