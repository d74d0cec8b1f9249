"""What is written of the fields of each list in `fields/<kind>.toml`: the words of the lists, read once."""

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fields"


@cache
def table(kind: str) -> dict:
    with (FOLDER / f"{kind}.toml").open("rb") as file:
        return tomllib.load(file)


def own_labels(kind: str) -> dict[str, str]:
    """What a list calls fields that other lists call otherwise (主体: 实施主体, 责任主体)."""
    return table(kind).get("labels", {})
