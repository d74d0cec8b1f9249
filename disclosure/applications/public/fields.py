"""The form as data (`form.toml`): sections of fields, each with its control, its words and its bounds."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from disclosure.applications.states import ApplicantKind, Form, Way

PERSON, ORGANISATION = "person", "organisation"
TITLES = {PERSON: "公民", ORGANISATION: "法人或者其他组织"}
# Read as lists, or as yes and no, or sent as files; all the others are text.
LISTS, TICKS, UPLOADS = ("boxes",), ("tick",), ("files",)


@dataclass(frozen=True)
class Field:
    """`most` is in characters, 0 where the control gives no text."""

    name: str
    label: str
    of: str = ""
    kind: str = "text"
    must: bool = False
    hint: str = ""
    autocomplete: str = "off"
    inputmode: str = ""
    most: int = 0
    rows: int = 6
    wide: bool = False


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    text: str
    fields: tuple[Field, ...]


@cache
def read() -> dict:
    return tomllib.loads(files("disclosure.applications.public").joinpath("form.toml").read_text("utf-8"))


@cache
def sections(form: str) -> tuple[Section, ...]:
    """Of the form for persons or for organisations."""
    return tuple(
        Section(
            one["key"],
            one["title"],
            one.get("text", ""),
            tuple(Field(**row) for row in one["fields"] if row.get("of", form) == form),
        )
        for one in read()["sections"]
    )


@cache
def fields(form: str) -> dict[str, Field]:
    return {field.name: field for section in sections(form) for field in section.fields}


@cache
def choices(name: str) -> tuple[tuple[str, str], ...]:
    """(value, label) pairs; empty for a field without."""
    given = {
        "applicant_kind": [pair for pair in ApplicantKind.choices if pair[0] != ApplicantKind.PERSON],
        "ways": Way.choices,
        "form": Form.choices,
        "identity_kind": [(value, value) for value in read()["choices"]["identity_kind"]],
    }
    return tuple((str(value), str(label)) for value, label in given.get(name, ()))
