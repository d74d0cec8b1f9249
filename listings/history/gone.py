"""What records name and what was deleted since: files, documents, accounts. Deleting them is no tampering."""

from collections.abc import Iterable
from dataclasses import replace

from django.contrib.auth import get_user_model
from django.db import models

from cms_core.models import Attachment, DocumentPage
from listings.history.steps import Period
from listings.values import fields_of


def file_fields(kind: str) -> list[str]:
    """The fields whose plain value is the id of a file."""
    return [
        name
        for name, field in fields_of(kind).items()
        if isinstance(field, models.ForeignKey) and field.related_model is Attachment
    ]


def without_gone_files(kind: str, histories: Iterable[list[Period]]) -> list[list[Period]]:
    """The same periods, without the files that are there no more. One query, none where no file is named."""
    histories, names = [list(periods) for periods in histories], file_fields(kind)
    named = {
        period.values[name] for periods in histories for period in periods for name in names if name in period.values
    }
    if not named:
        return histories
    there = set(Attachment.objects.filter(pk__in=named).values_list("pk", flat=True))
    return [[without(period, names, there) for period in periods] for periods in histories]


def without(period: Period, names: list[str], there: set[int]) -> Period:
    gone = {name for name in names if name in period.values and period.values[name] not in there}
    if not gone:
        return period
    return replace(period, values={name: value for name, value in period.values.items() if name not in gone})


def forgiven(said: dict, now: dict) -> dict:
    """What was recorded of an adjustment, as it must stand in its row now: None for what is deleted since."""
    models_of = {
        "approved_by": get_user_model(), "submitted_by": get_user_model(), "basis_document": DocumentPage,
        "basis_file": Attachment,
    }  # fmt: skip
    gone = [
        name
        for name, model in models_of.items()
        if said.get(name) is not None and now[name] is None and not model.objects.filter(pk=said[name]).exists()
    ]
    return {**said, **dict.fromkeys(gone)}
