"""Characters that are taken for one another by eye or by habit, from `shapes.toml`."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def shapes() -> dict[str, frozenset[str]]:
    groups = tomllib.loads(Path(__file__).with_name("shapes.toml").read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for group in [*groups["alike"], *groups["mistaken"]]:
        for one in group:
            found.setdefault(one, set()).update(group)
    return {one: frozenset(others - {one}) for one, others in found.items()}


def shaped(character: str) -> frozenset[str]:
    return shapes().get(character, frozenset())
