"""The parts that a new gazette starts with, from `gazette/data/parts.toml`."""

import tomllib
from functools import cache
from pathlib import Path

from gazette.models import Part

SOURCE = Path(__file__).parent / "data" / "parts.toml"


@cache
def _data():
    return tomllib.loads(SOURCE.read_text(encoding="utf-8"))


def default_parts(level: str) -> list[tuple[str, str]]:
    """(name, rule) in their order."""
    data = _data()
    words = {"short": data["shorts"][level], "hall": data["halls"][level]}
    return [(one.get(level, one["name"]).format(**words), one["rule"]) for one in data["parts"]]


def make_default_parts(gazette) -> list[Part]:
    return Part.objects.bulk_create(
        Part(gazette=gazette, name=name, rule=rule, order=order)
        for order, (name, rule) in enumerate(default_parts(gazette.portal.level), 1)
    )
