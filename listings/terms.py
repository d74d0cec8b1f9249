"""A term and its unit, told together: a change from 3 to 2 says nothing without 个工作日."""

from listings.values import fields_of

UNITS = {"statutory_term": "statutory_unit", "promised_term": "promised_unit"}


def joined(kind: str, name: str, number, unit: str) -> str:
    """As it is written: 5个工作日, 3个月."""
    label = str(dict(fields_of(kind)[UNITS[name]].flatchoices)[unit])
    return f"{number}个{label.removeprefix('个')}"


def with_unit(kind: str, name: str, told: str, values: dict) -> str:
    """`told` as it is, but for the figure of a term whose unit is among `values`, those of the same day."""
    unit = values.get(UNITS.get(name, ""))
    return joined(kind, name, told, unit) if unit and values.get(name) is not None else told
