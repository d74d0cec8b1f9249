"""The field table of 双公示: our columns, the official codes and headers beside them (`fields.toml`)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import models

from cms_core.text.folding import fold
from disclosure.decisions.kinds import DecisionKind

PREFIX = {DecisionKind.LICENCE: "xk", DecisionKind.PENALTY: "cf"}
# No columns of their own: read from a workbook, and told by other columns.
READ_ONLY = {"category_2", "use_scope", "years"}
SEALED = ("representative_number", "party_number")
# Never on a public surface: papers of persons and how they are numbered, and remarks meant for the office.
INTERNAL = ("representative_document", "representative_number", "party_document", "party_number", "note", "region_code")


@dataclass(frozen=True)
class Field:
    """`code` is that of 2018, "" for what only the format of 2015 has; `words` are folded."""

    name: str
    code: str
    label: str
    words: frozenset[str]
    always: bool
    required: bool

    @property
    def is_official(self) -> bool:
        return bool(self.code)


@cache
def table() -> dict:
    with (Path(__file__).parent / "fields.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def fields_of(kind: str) -> dict[str, Field]:
    """In the order of the official table."""
    kind = DecisionKind(kind)
    found = {}
    for row in [*table()["common"], *table()[kind.value], *table()["last"]]:
        code = row["code"]
        if code and row in table()["common"]:
            code = f"{PREFIX[kind]}_{code}"
        words = {fold(word) for word in (row["label"], code, *row.get("words", ()), *row.get("old", ())) if word}
        always = row.get("always", False)
        found[row["name"]] = Field(
            row["name"], code, row["label"], frozenset(words), always, always or row.get("required", False)
        )
    return found


def stored_fields(kind: str) -> list[str]:
    """Those that are columns of the model, in the official order."""
    return [name for name in fields_of(kind) if name not in READ_ONLY]


def public_fields(kind: str) -> list[str]:
    return [name for name in stored_fields(kind) if name not in INTERNAL]


def official_fields(kind: str) -> list[str]:
    """Of the templates of 2018."""
    return [field.name for field in fields_of(kind).values() if field.is_official]


def ignored_words() -> frozenset[str]:
    return frozenset(fold(word) for one in table()["ignored"] for word in one["words"])


def label_of(kind: str, name: str) -> str:
    """What a person reads: the model's words where the header is that of a table."""
    from disclosure.decisions.tables import model_of

    if name in ("number", "decided_on", "body_name", "body_code") or name not in model_names(kind):
        return fields_of(kind)[name].label
    return str(model_of(kind)._meta.get_field(name).verbose_name)


@cache
def model_names(kind: str) -> dict[str, models.Field]:
    from disclosure.decisions.tables import model_of

    return {field.name: field for field in model_of(kind)._meta.fields}
