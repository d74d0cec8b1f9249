"""The banks of text the demo is composed from, and how a placeholder in them is filled."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Topic:
    """A subject of government work; `tasks` are (heading, sentence), `figures` are (label, value, unit)."""

    name: str
    theme: str
    office: str
    background: str
    tasks: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str, str], ...]
    question: str
    answer: str
    department: str = ""


@cache
def topics(department: str = "") -> tuple[Topic, ...]:
    """The general subjects, or those of one department by its key."""
    name = "topics_departments.toml" if department else "topics.toml"
    with (CONTENT / name).open("rb") as file:
        rows = tomllib.load(file)["topic"]
    return tuple(
        Topic(
            **{
                **row,
                "tasks": tuple(map(tuple, row["tasks"])),
                "figures": tuple(map(tuple, row["figures"])),
            }
        )
        for row in rows
        if row.get("department", "") == department
    )


@cache
def pieces() -> dict:
    """Texts of single pages and of the smaller kinds of columns."""
    with (CONTENT / "pieces.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def patterns(kind: str) -> tuple[dict, ...]:
    """Patterns of headlines: news, department_news, notice or document."""
    with (CONTENT / "patterns.toml").open("rb") as file:
        return tuple(tomllib.load(file)[kind])


class _Blank(dict):
    def __missing__(self, key):
        return "{" + key + "}"


def fill(text: str, **values) -> str:
    """`text` with its {placeholders} filled; one without a value stays as it is, for a later filling."""
    return text.format_map(_Blank(values))
