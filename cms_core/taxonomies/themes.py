"""主题分类: the 22 themes of State Council documents and their sub-themes, written 一级/二级."""

import re
import tomllib
from functools import cache
from pathlib import Path

from cms_core.text.folding import fold

LEVELS = re.compile(r"[/／\\＼>＞→]+|--+|——")
PUNCTUATION = re.compile(r"[、，,;；·.\s和与及]")
PARENTHESIS = re.compile(r"〔[^〕]*〕")


@cache
def themes() -> dict[str, tuple[str, ...]]:
    """First level → its second level (empty for 其他), in the order of the source."""
    return {row["name"]: tuple(row["children"]) for row in _source()["themes"]}


def theme_choices():
    choices = []
    for name, children in themes().items():
        choices.append((name, [(name, name), *((f"{name}/{child}", f"{name}/{child}") for child in children)]))
    return choices


def resolve_theme(text: str) -> str:
    """The theme that `text` means, as this dictionary writes it; "" when it means none.

    Takes 一级/二级 with /, \\ or >, a first or second level alone, other punctuation, with or without a
    parenthesis, and the names of the provinces' own lists (省政府组织机构). An unknown second level leaves the first.
    """
    parts = [_key(part) for part in LEVELS.split(text or "") if part.strip()]
    parts = [part for part in parts if part]
    if not parts:
        return ""
    firsts, seconds = _index()
    if parts[0] in firsts:
        name = firsts[parts[0]]
        for child in themes()[name]:
            if len(parts) > 1 and parts[-1] in _keys(child):
                return f"{name}/{child}"
        return name
    if len(parts) > 1:
        # The first level is written in nobody's way; the second may still be known, if it is only one.
        return seconds.get(parts[-1], "")
    return seconds.get(parts[0], "")


@cache
def _source():
    with (Path(__file__).parent / "themes.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _index():
    """Folded first levels, and the second levels that stand under one first level only (其他 stands under most)."""
    firsts = {key: name for name in themes() for key in _keys(name)}
    firsts |= {_key(variant): name for variant, name in _source()["variants"].items() if "/" not in name}
    seconds = {}
    for name, children in themes().items():
        for child in children:
            for key in _keys(child):
                seconds.setdefault(key, set()).add(f"{name}/{child}")
    unique = {key: found.pop() for key, found in seconds.items() if len(found) == 1}
    unique |= {_key(variant): name for variant, name in _source()["variants"].items() if "/" in name}
    return firsts, unique


def _keys(name):
    return {_key(name), PARENTHESIS.sub("", _key(name))}


def _key(name):
    return PUNCTUATION.sub("", fold(name))
