"""Values of an item as a reader sees them."""

import datetime
from decimal import Decimal

from django.db import models

from listings import fields, industries
from listings.models import ItemVersion
from listings.public.days import written
from listings.terms import UNITS
from listings.values import fields_of, kind_of

# A term is a figure and its unit, shown as one.
UNIT_OF = set(UNITS.values())
LINKS = {"guide_url", "consulting_url", "appointment_url", "flow_chart_url"}
AMOUNTS = {"budget", "last_year_spent"}
ONE_LINE = 40
# So short that it stays on one line; a telephone with its area code is never broken at the hyphen.
SHORT, NUMBER, WORDY = 8, 14, 20
TELEPHONES = {"phone", "supervision_phone"}


def value_of(version: ItemVersion, name: str) -> str:
    """ "" for what is empty."""
    value = getattr(version, name)
    if name == "organisation":
        return version.organisation.name
    if name == "state":
        return version.get_state_display()
    if name == "since":
        return written(value)
    if value is None or value == "":
        return ""
    if name in UNITS:
        unit = getattr(version, f"get_{UNITS[name]}_display")() or "日"
        return f"{value}{unit if unit.startswith(('个', '日')) else f'个{unit}'}"
    return text_of(fields_of(kind_of(version))[name], value)


def text_of(field: models.Field, value) -> str:
    """Of one value, as the field holds it or in plain form."""
    if value is None or value == "":
        return ""
    if field.name == "industry_code":
        return industry(value)
    if field.name == "organisation":
        return getattr(value, "name", str(value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.BooleanField):
        return "是" if value else "否"
    if isinstance(field, models.DateField):
        return written(value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value))
    if isinstance(field, models.DecimalField):
        return amount(Decimal(value))
    if isinstance(field, models.IntegerField) and field.name != "budget_year":
        return f"{value:,}"
    return str(value)


def amount(value: Decimal) -> str:
    """In 万元: with thousands separators, and only the decimals that there are."""
    return f"{value.normalize():,f}"


def industry(code: str) -> str:
    name = industries.names().get(code)
    return f"{code} {name}" if name else code


def in_list(version: ItemVersion, name: str) -> dict:
    """A cell of the list: `short` is cut, `whole` for the title where it is."""
    whole = " ".join(value_of(version, name).split())
    if name == "organisation":
        whole = version.organisation.display_name
    short = whole if len(whole) <= ONE_LINE else f"{whole[:ONE_LINE]}…"
    return {
        "name": name,
        "label": label(kind_of(version), name),
        "text": short,
        "whole": whole if short != whole else "",
        "is_amount": name in AMOUNTS,
        "is_long": len(whole) > WORDY,
        "is_short": len(whole) <= (NUMBER if name in TELEPHONES else SHORT),
        "is_code": name in ("code", "main_code", "basic_code", "power_code"),
    }


def label(kind: str, name: str) -> str:
    return fields.label(kind, name)
