"""A term and its unit in one cell, as governments write them: 5个工作日, 60日."""

import re
import unicodedata

from cms_core.text.folding import fold
from listings.terms import UNITS
from listings.values import choices_by_word, fields_of

TERM = re.compile(r"(\d{1,4})\s*(\D{1,12})")


def split(kind: str, name: str, cell, words: dict) -> dict | None:
    """{field: value} of both; None where the cell is anything else. `words` {field: {folded word: plain value}}."""
    unit = UNITS.get(name)
    if unit is None or not isinstance(cell, str):
        return None
    found = TERM.fullmatch(unicodedata.normalize("NFKC", cell).strip())
    if not found:
        return None
    number, word = found.groups()
    known = choices_by_word(fields_of(kind)[unit])
    key = words.get(unit, {}).get(fold(word), known.get(word))
    return {name: int(number), unit: key} if key else None
