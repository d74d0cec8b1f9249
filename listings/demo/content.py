"""The demo's knowledge: powers, restrictions of investment, funds, responsibilities and what became of them."""

import csv
import tomllib
from functools import cache
from pathlib import Path

CONTENT = Path(__file__).parent / "content"


@cache
def rows(name: str) -> tuple[dict, ...]:
    with (CONTENT / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def tables(name: str) -> dict:
    with (CONTENT / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def ended() -> frozenset[str]:
    """Codes of what has left the lists by now: a list that is published today does not have it."""
    leaving = ("cancel", "delegate", "internalise")
    told = [one for one in tables("adjustments")["adjustment"] if "day" in one]
    return frozenset(line["code"] for one in told for line in one["lines"] if line["kind"] in leaving)
