"""The domains of the Sunshine Project with the typed fields of their records, as domains.toml has them."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cms_core.text.folding import fold

TYPES = ("text", "long", "year", "day", "amount", "number", "choice", "name", "url")
# Columns of `SunshineRecord` that a field may fill.
HOLDS = ("title", "year", "day", "category", "stage", "scope", "amount")


@dataclass(frozen=True)
class Field:
    """One column of a domain's table. `holds`: the column of `SunshineRecord` that it fills; `masked`: 姓名须脱敏;
    `signed`: an amount that may be negative (冲减、亏损); `row_words`: {choice: what rows of it are called}.
    """

    name: str
    label: str
    type: str = "text"
    required: bool = False
    key: bool = False
    listed: bool = False
    holds: str = ""
    signed: bool = False
    choices: dict = field(default_factory=dict)
    row_words: dict = field(default_factory=dict)
    help: str = ""

    @property
    def masked(self) -> bool:
        return self.type == "name"

    @property
    def heading(self) -> str:
        return f"{self.label}（万元）" if self.type == "amount" else self.label


@dataclass(frozen=True)
class Domain:
    """`column`: the blueprint key of its column; `within`: the domain whose column it shares. `row_words`: what rows of
    its records are called.

    Without `fields` it has no table of records.
    """

    key: str
    title: str
    says: str
    icon: str = "list"
    column: str = ""
    within: str = ""
    words: tuple = ()
    row_words: tuple = ()
    every_days: int | None = None
    term: str = ""
    fields: tuple[Field, ...] = ()

    def field(self, name: str) -> Field | None:
        return next((one for one in self.fields if one.name == name), None)

    def holding(self, name: str) -> Field | None:
        return next((one for one in self.fields if one.holds == name), None)

    @property
    def path(self) -> str:
        return f"/sunshine/{self.key}/"


@cache
def domains() -> dict[str, Domain]:
    with (Path(__file__).parent / "domains.toml").open("rb") as file:
        told = tomllib.load(file)
    return {one["key"]: made(one) for one in told["domains"]}


def made(told: dict) -> Domain:
    fields = tuple(Field(**one) for one in told.pop("fields", ()))
    wrong = [one.name for one in fields if one.type not in TYPES or one.holds not in ("", *HOLDS)]
    if wrong:
        raise ValueError(f"domains.toml: {told['key']} {wrong}")
    return Domain(
        **told
        | {"fields": fields, "words": tuple(told.get("words", ())), "row_words": tuple(told.get("row_words", ()))}
    )


def domain_choices():
    return [(key, one.title) for key, one in domains().items()]


@cache
def by_column() -> dict[str, str]:
    """Domain by the blueprint's key of its column."""
    return {one.column: key for key, one in domains().items() if one.column}


@cache
def by_word() -> dict[str, str]:
    """Domain by its folded names, the longest first."""
    found = {fold(word): key for key, one in domains().items() for word in (one.title, *one.words)}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def domain_in(text: str) -> str:
    """The domain that a sheet, a title or a file name speaks of; "" where it names none."""
    folded = fold(text)
    return next((key for word, key in by_word().items() if word in folded), "")
