"""How to search, by examples that find something on the portal that is read: one that does not would teach that."""

import re
import time
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cms_core.models.entries import Entry
from cms_core.search.analysis.question import ask
from cms_core.search.engine import engine
from cms_core.search.filters import Filters
from cms_core.search.reading.choices import Choices

# Examples do not age, and what they found may only be withdrawn.
SECONDS = 600
REMEMBERED = 1000  # portals
BRACKETED = re.compile(r"[〔\[](\d{4})[〕\]](\d+)号")
_remembered: dict[int, tuple[float, "Tips"]] = {}


@dataclass(frozen=True)
class Tip:
    text: str
    url: str


@dataclass(frozen=True)
class Tips:
    """None where no example finds anything; `plain_number` is `number` as it is typed without brackets."""

    words: Tip | None = None
    quoted: Tip | None = None
    excluded: Tip | None = None
    number: Tip | None = None
    plain_number: Tip | None = None


def tips_of(home_id: int) -> Tips:
    """For the portal of this home page; raises what the engine raises."""
    kept = _remembered.get(home_id)
    if kept is None or kept[0] < time.monotonic():
        if len(_remembered) >= REMEMBERED:
            _remembered.clear()
        kept = _remembered[home_id] = (time.monotonic() + SECONDS, found_on(home_id))
    return kept[1]


def forget() -> None:
    _remembered.clear()


def found_on(home_id: int) -> Tips:
    numbers = number_of(home_id)
    return Tips(
        **{kind: first(home_id, examples) for kind, examples in shipped().items()},
        number=first(home_id, numbers[:1]),
        plain_number=first(home_id, numbers[1:]),
    )


def first(home_id: int, examples: list[str]) -> Tip | None:
    for text in examples:
        if engine().search(ask(text), Filters(site=home_id), size=0, loosen=False).total:
            return Tip(text, Choices(q=text).address())
    return None


def number_of(home_id: int) -> list[str]:
    """The number of the newest document, and how it may be typed where brackets are hard to find."""
    entries = Entry.objects.visible().of_portal(home_id).of_kind("document").exclude(document_number="")
    number = entries.newest().values_list("document_number", flat=True).first()
    if not number:
        return []
    plain = BRACKETED.sub(r"\1 \2", number)
    return [number, plain] if plain != number else [number]


@cache
def shipped() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("tips.toml").read_text(encoding="utf-8"))
