"""Which column is which: by official code, by the headers of 2018 and 2015, by what offices call them."""

import re
from functools import cache

from cms_core.text.folding import fold
from disclosure.decisions.fields import fields_of, ignored_words
from disclosure.decisions.kinds import DecisionKind

# Titles and notes stand above the header of many tables.
HEADER_WITHIN = 20
FEWEST = 3
YUAN = "〔元〕"
REASON = "退回原因"
ADDED = re.compile(r"〔(?:必填|选填|必填项|条件必填)〕|\*")


@cache
def words_of(kind: str) -> dict[str, str]:
    """Folded header → field; exact headers of 2018 count before others' words for something else."""
    known = {}
    for field in fields_of(kind).values():
        for word in field.words:
            known.setdefault(word, field.name)
    for field in fields_of(kind).values():
        known[fold(field.label)] = field.name
    return known


def cleaned(header) -> str:
    return ADDED.sub("", fold(str(header or ""))).strip(":：·")


def meaning(kind: str, header) -> str:
    """A field, or "" for a column that nobody knows."""
    word = cleaned(header)
    known = words_of(kind)
    if word in known:
        return known[word]
    return known.get(word.removesuffix(YUAN), "") if word.endswith(YUAN) else ""


def is_in_yuan(header) -> bool:
    return cleaned(header).endswith(YUAN)


def match(kind: str, headers: list) -> dict[int, str]:
    """Column → field; of two alike the first."""
    found = {}
    for place, header in enumerate(headers):
        name = meaning(kind, header)
        if name and name not in found.values():
            found[place] = name
    return found


def left_out(kind: str, headers: list) -> list[str]:
    """Headers that say nothing here and that nobody meant to leave out."""
    known = match(kind, headers)
    return [
        str(header).strip()
        for place, header in enumerate(headers)
        if str(header or "").strip() and place not in known and cleaned(header) not in ignored_words()
    ]


def find_header(kind: str, rows: list[tuple[int, list]]) -> int:
    """The number of the row that names most columns, the first of them; 0 where none names three."""
    best, most = 0, FEWEST - 1
    for number, cells in rows[:HEADER_WITHIN]:
        if (known := len(match(kind, cells))) > most:
            best, most = number, known
    return best


def names_again(kind: str, columns: dict[int, str], cells: list) -> bool:
    """The header once more: the codes below the words, or the top of the next printed page."""
    same = sum(1 for place, name in columns.items() if place < len(cells) and meaning(kind, cells[place]) == name)
    return same >= FEWEST


def is_old(columns: dict[int, str]) -> bool:
    """The format of 2015 tells neither the kind of party nor the code of the body."""
    return not {"party_kind", "body_code"} & set(columns.values())


def other(kind: str) -> DecisionKind:
    return DecisionKind.PENALTY if kind == DecisionKind.LICENCE else DecisionKind.LICENCE
