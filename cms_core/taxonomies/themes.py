"""主题分类: the 22 themes of State Council documents and their sub-themes, written 一级/二级."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def themes() -> dict[str, tuple[str, ...]]:
    """First level → its second level (empty for 其他), in the order of the source."""
    with (Path(__file__).parent / "themes.toml").open("rb") as file:
        return {row["name"]: tuple(row["children"]) for row in tomllib.load(file)["themes"]}


def theme_choices():
    choices = []
    for name, children in themes().items():
        choices.append((name, [(name, name), *((f"{name}/{child}", f"{name}/{child}") for child in children)]))
    return choices
