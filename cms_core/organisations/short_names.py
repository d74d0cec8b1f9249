"""How offices call a body for short: 浙江省人民政府办公厅 is 省政府办公厅, 浙江省财政厅 is 省财政厅 or 财政厅."""

import tomllib
from functools import cache
from pathlib import Path

DIVISION_WORDS = ("省", "市", "州", "县", "区", "镇", "乡")
GOVERNMENT = "人民政府"
# Said alone these name nothing.
GENERAL = ("办事处", "办公室", "办公厅", "委员会", "管理委员会")


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """The end of a department's name → what it is shortened to, the usual one first."""
    with (Path(__file__).parent / "abbreviations.toml").open("rb") as file:
        return {long: tuple(short) for long, short in tomllib.load(file)["abbreviations"].items()}


def short_names(name: str, division: str) -> list[str]:
    """What `name` is called for short, the usual one first; without `name` itself.

    `division` is the name of the division that `name` contains: 浙江省, 桐庐县, 上城区, 富春江镇.
    """
    if not division or division not in name:
        return []
    word = division[-1] if division[-1] in DIVISION_WORDS else ""
    rest = name[name.index(division) + len(division) :]
    found = []
    for body in [*shortened(rest), rest]:
        found += [f"{word}{body}" if word else "", f"{division}{body}"]
        if body not in GENERAL and not body.startswith(("政府", GOVERNMENT)):
            found.append(body)
    return [short for short in dict.fromkeys(found) if short and short != name and len(short) > 2]


def shortened(rest: str) -> list[str]:
    """The part after the division's name, shorter: 人民政府办公厅 → 政府办公厅."""
    found = list(abbreviations().get(rest, ()))
    if rest.startswith(GOVERNMENT):
        found.append("政府" + rest.removeprefix(GOVERNMENT))
    return found
