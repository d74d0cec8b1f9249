"""Which column of a table is which of our fields: by its Chinese header, or as the operator says with --map."""

import tomllib
from functools import cache
from pathlib import Path

from cms_core.text.folding import fold
from migrations.errors import ImportRefused

REASON = "退回原因"


@cache
def table() -> dict[str, dict[str, list[str]]]:
    with (Path(__file__).parent / "columns.toml").open("rb") as file:
        return tomllib.load(file)


ISSUE_FIELDS = tuple(table()["issue"])
ENTRY_FIELDS = tuple(table()["entry"])
FIELDS = (*ISSUE_FIELDS, *ENTRY_FIELDS)
LABELS = {name: names[0] for group in ("issue", "entry") for name, names in table()[group].items()}


@cache
def aliases() -> dict[str, str]:
    """Folded header → field; our own English names too."""
    known = {fold(name): name for name in FIELDS}
    for group in ("issue", "entry", "ignored"):
        known |= {fold(alias): name for name, names in table()[group].items() for alias in names}
    return known


def field_of(header: str) -> str:
    """The field that a header means, or "". Notes in brackets and marks of required fields are no part of it."""
    folded = fold(str(header)).strip("*:·")
    return aliases().get(folded) or aliases().get(folded.partition("〔")[0].strip("*:"), "")


def read_pairs(pairs) -> dict[str, str]:
    """`field=header` of the command line → folded header → field. The field may be named in Chinese."""
    given = {}
    for pair in pairs:
        target, _, header = pair.partition("=")
        name = aliases().get(fold(target))
        if name not in FIELDS or not header.strip():
            listed = "、".join(f"{name}（{label}）" for name, label in LABELS.items())
            raise ImportRefused(f"列的对应“{pair}”应为 字段=表头，字段可为：{listed}。")
        given[fold(header)] = name
    return given


def match(headers: list[str], given: dict[str, str]) -> dict[int, str]:
    """Column → field. What the operator says counts before what headers say, and the first of two alike counts."""
    found, taken = {}, set()
    for place, header in enumerate(headers):
        name = given.get(fold(header))
        if name and name not in taken:
            found[place] = name
            taken.add(name)
    for place, header in enumerate(headers):
        name = field_of(header)
        if place not in found and name in FIELDS and name not in taken:
            found[place] = name
            taken.add(name)
    return found


def is_header(found: dict[int, str]) -> bool:
    """A row names the columns when it names the number of the issue and one more."""
    names = set(found.values())
    return len(names) >= 2 and "number" in names
