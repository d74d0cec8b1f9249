"""Which column is which field: by what was chosen the last time, by our labels, by what governments call them."""

import tomllib
from functools import cache
from pathlib import Path

from cms_core.text.folding import fold
from listings.workbooks.fields import columns_of, label_of

REASON = "退回原因"
# Titles and notes stand above the header of many tables.
HEADER_WITHIN = 20


@cache
def synonyms() -> dict:
    with (Path(__file__).parent / "synonyms.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def aliases(kind: str) -> dict[str, str]:
    """Folded header → field, "" for what is no value. Our own labels count before others' words for them."""
    known = {fold(word): "" for word in synonyms()["ignored"]["reason"]}
    for group in (synonyms()["every"], synonyms().get(kind, {})):
        known |= {fold(word): name for name, words in group.items() if name in columns_of(kind) for word in words}
    for name, field in columns_of(kind).items():
        known |= {fold(name): name, fold(str(field.verbose_name)): name}
    return known | {fold(label_of(kind, name)): name for name in columns_of(kind)}


def cleaned(header) -> str:
    """Marks of required fields are no part of a header."""
    return fold(str(header or "")).strip("*:·")


def meaning(kind: str, header, remembered: dict[str, str]) -> str | None:
    """A field, "" for a column that is left out, None for one that nobody knows."""
    folded = cleaned(header)
    if folded in remembered and remembered[folded] in {"", *columns_of(kind)}:
        return remembered[folded]
    known = aliases(kind)
    return known.get(folded, known.get(folded.partition("〔")[0].strip("*:")))


def match(kind: str, headers: list, remembered: dict[str, str] | None = None) -> dict[int, str]:
    """Column → field; of two alike the exact label counts first, then the first."""
    found, exact = {}, {}
    for place, header in enumerate(headers):
        name = meaning(kind, header, remembered or {})
        if name:
            found.setdefault(name, place)
            if cleaned(header) == fold(label_of(kind, name)):
                exact.setdefault(name, place)
    return dict(sorted((place, name) for name, place in (found | exact).items()))


def find_header(kind: str, rows: list[tuple[int, list]], remembered: dict[str, str] | None = None) -> int:
    """The number of the row that names the columns: the first that names most; 0 where none names two."""
    best, most = 0, 1
    for number, cells in rows[:HEADER_WITHIN]:
        if (known := len(match(kind, cells, remembered))) > most:
            best, most = number, known
    return best
