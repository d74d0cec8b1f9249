"""Document numbers that were mistyped: figures in each other's place, the year before or after; only what is there."""

import re
from collections.abc import Iterator
from dataclasses import replace

from cms_core.search.analysis.question import Question, ask

NUMBER = re.compile(r"(?P<letters>.+)〔(?P<year>\d{4})〕(?P<serial>\d+)号")


def near_numbers(question: Question, engine, filters, limit: int, correction) -> list:
    """Those of the same organ, one slip away; nothing where the number itself is a document's."""
    read = NUMBER.fullmatch(question.number.key)
    if not read or question.required or is_there(question, engine, filters):
        return []
    proposed = []
    for number in slips(read["letters"], read["year"], read["serial"]):
        other = ask(number)
        if other.number and is_there(other, engine, filters):
            proposed.append(correction(number, 1))
    return proposed[:limit]


def is_there(question: Question, engine, filters) -> bool:
    """Whether a document has the number for its own; others only cite it."""
    hits = engine.search(replace(question, is_quoted=True), filters, size=3).hits
    return any(hit.number == question.number.token for hit in hits)


def slips(letters: str, year: str, serial: str) -> Iterator[str]:
    swapped = [
        serial[:place] + serial[place + 1] + serial[place] + serial[place + 2 :]
        for place in range(len(serial) - 1)
        if serial[place] != serial[place + 1]
    ]
    for other in dict.fromkeys(swapped):
        if not other.startswith("0"):
            yield f"{letters}〔{year}〕{other}号"
    if year[2] != year[3] and (turned := year[:2] + year[3] + year[2]) <= "2099":
        yield f"{letters}〔{turned}〕{serial}号"
    for other in (int(year) - 1, int(year) + 1):
        yield f"{letters}〔{other}〕{serial}号"
