"""The table of allowed kinds (`kinds.toml`): ending, name, media type, and which contents may stand under it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Kind:
    """One allowed kind; `key` is the file ending it stands under."""

    key: str
    label: str
    media_type: str
    families: tuple[str, ...]


@dataclass(frozen=True)
class Family:
    """What a content turned out to be. `advice` is set for those that are never taken."""

    key: str
    label: str
    endings: tuple[str, ...] = ()
    advice: str = ""


@cache
def table() -> dict:
    with (Path(__file__).parent / "kinds.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def kinds() -> dict[str, Kind]:
    """Ending → kind, in the order of the table."""
    return {row["key"]: Kind(**{**row, "families": tuple(row["families"])}) for row in table()["kinds"]}


@cache
def families() -> dict[str, Family]:
    return {
        key: Family(key, row["label"], tuple(row.get("endings", ())), row.get("advice", ""))
        for key, row in table()["families"].items()
    }


@cache
def magic() -> tuple[tuple[bytes, str], ...]:
    """(beginning, family) pairs. The table writes bytes as the characters of Latin-1."""
    return tuple((start.encode("latin-1"), row["family"]) for row in table()["magic"] for start in row["starts"])


@cache
def programs() -> frozenset[str]:
    """Endings that may not be inside a plain archive."""
    return frozenset(table()["programs"].split())


def label_of(key: str) -> str:
    """The name of a kind for readers: “Word 文档”; an unknown kind is its ending in capitals."""
    kind = kinds().get(key)
    return kind.label if kind else key.upper()


def endings_text() -> str:
    return "、".join(kinds())
